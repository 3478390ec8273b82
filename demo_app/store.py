"""Where submissions and badges live: SQLAlchemy, with SQLite as the embedded default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, ForeignKey, LargeBinary, create_engine, event
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    deferred,
    mapped_column,
    relationship,
    sessionmaker,
)


class Base(DeclarativeBase):
    """Base of the tables."""


class District(Base):
    """A district: issues badges, or recognises those of others, or both."""

    __tablename__ = "district"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    domain: Mapped[str] = mapped_column(unique=True)
    zone: Mapped[str]

    @property
    def did(self) -> str:
        """The address that stands for the district."""
        return f"did:web:{self.domain}"

    @property
    def site(self) -> str:
        """Where its public pages lie."""
        return f"https://{self.domain}"


class Person(Base):
    """Somebody who may sign in, in one district and one role."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    district_id: Mapped[str] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str]
    role: Mapped[str]
    did: Mapped[str | None]
    district: Mapped[District] = relationship(lazy="joined")


class SubmissionRow(Base):
    """A submission: the workflow's value as JSON, and what must be found fast."""

    __tablename__ = "submission"

    id: Mapped[str] = mapped_column(primary_key=True)
    district_id: Mapped[str] = mapped_column(ForeignKey("district.id"), index=True)
    teacher_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    stage: Mapped[str] = mapped_column(index=True)
    changed: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column()
    badge: Mapped[Badge | None] = relationship(back_populates="submission")

    # Two clicks at once: the second one finds another version and is refused.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class EvidenceFile(Base):
    """One evidence file; its bytes lie in the instance folder under the same id."""

    __tablename__ = "evidence_file"

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), index=True)
    media_type: Mapped[str]


class Badge(Base):
    """An issued badge, byte for byte; one for each submission."""

    __tablename__ = "badge"

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), unique=True)
    district_id: Mapped[str] = mapped_column(ForeignKey("district.id"))
    teacher_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    page_public: Mapped[bool] = mapped_column(default=False)
    evidence_shown: Mapped[bool] = mapped_column(default=False)
    document: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    submission: Mapped[SubmissionRow] = relationship(back_populates="badge")
    district: Mapped[District] = relationship(lazy="joined")

    @property
    def number(self) -> str:
        """A short number that a person can read aloud."""
        return self.id[:8].upper()

    @property
    def address(self) -> str:
        """The badge's id, and the address of its page."""
        return f"{self.district.site}/badges/{self.id}"


@dataclass(frozen=True, slots=True)
class Store:
    """Two ways to the same database: one that only reads, one that takes the write lock first."""

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The store at a database address; tables are made where they are missing."""
    engine = create_engine(url, hide_parameters=True)
    writing = engine
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
        writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    Base.metadata.create_all(engine)
    return Store(engine, sessionmaker(engine), sessionmaker(writing))


def _prepare_sqlite(engine: Engine) -> None:
    """Foreign keys, durable writes, and transactions that begin where they seem to."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN"))
