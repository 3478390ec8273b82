"""The mutants of a file: one small change each, as a programmer could make it by mistake."""

from __future__ import annotations

import ast
import copy
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Change = tuple[ast.AST, str, int | None, ast.AST, ast.AST]

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}  # fmt: skip
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
_MEMBERS = {
    "Outcome": ("PASSED", "FAILED", "INCONCLUSIVE", "WARNING"),
    "State": ("VALID", "REVOKED", "INVALID_SIGNATURE", "UNSUPPORTED"),
    "Verdict": ("VALID", "INVALID"),
    "Place": ("LISTED", "ABSENT", "UNREACHABLE"),
    "Comparison": ("REACHED", "BELOW", "UNKNOWN"),
}
_UNTOUCHED = ("annotation", "returns", "args", "decorator_list")


@dataclass(frozen=True)
class Mutant:
    """One change: in a function, or in a table or class attribute (`names`, in `owner`)."""

    path: Path
    lines: range
    text: str
    code: types.CodeType
    function: str | None
    owner: str | None
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path}:{self.lines.start} {self.text}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for owner, part in _parts(tree):
        function = isinstance(part, ast.FunctionDef)
        name = ".".join(filter(None, (owner, part.name))) if function else None
        for change in list(_changes(part)):
            holder, *_, old, new = change
            _put(change, new)
            whole = ast.fix_missing_locations(tree if function else ast.Module([part], []))
            code = compile(whole, str(path), "exec")
            text = f"{_shown(old)}  ->  {_shown(new)}"
            _put(change, old)
            place: Any = old if hasattr(old, "lineno") else holder
            lines = range(place.lineno, place.end_lineno + 1)
            code = code if name is None else _inside(code, name)
            yield Mutant(path, lines, text, code, name, owner, () if function else _names(part))


def _parts(tree: ast.Module) -> Iterator[tuple[str | None, Any]]:
    """Functions, methods and assignments; not fields, whose defaults the class has swallowed."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.Assign | ast.AnnAssign):
            yield None, node
        elif isinstance(node, ast.ClassDef) and "Enum" not in ast.unparse(node).split("\n")[0]:
            inside = (n for n in node.body if isinstance(n, ast.FunctionDef | ast.Assign))
            yield from ((node.name, part) for part in inside)


def _names(part: Any) -> tuple[str, ...]:
    targets = part.targets if isinstance(part, ast.Assign) else [part.target]
    return tuple(n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name))


def _changes(node: ast.AST) -> Iterator[Change]:
    for field, value in ast.iter_fields(node):
        is_call = isinstance(node, ast.Call)
        if isinstance(node, ast.JoinedStr) or (field in _UNTOUCHED and not is_call):
            continue
        for index, old in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(old, ast.AST):
                yield from ((node, field, index, old, new) for new in _instead(field, old))
                yield from _changes(old)


def _instead(field: str, old: ast.AST) -> Iterator[ast.AST]:
    """What could stand there instead."""
    if field in ("test", "ifs") and not isinstance(old, ast.UnaryOp | ast.Compare):
        yield ast.UnaryOp(ast.Not(), old)  # type: ignore[arg-type]
    if field == "ifs":
        yield ast.Constant(True)
    found = _KINDS.get(type(old))
    if found is not None:
        yield from found(old)


def _compare(old: Any) -> Iterator[ast.AST]:
    for other in _COMPARED[type(old.ops[0])]:
        yield ast.Compare(old.left, [other(), *old.ops[1:]], old.comparators)


def _bool(old: Any) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(old.op, ast.And) else ast.And(), old.values)
    for index in range(len(old.values)):
        rest = old.values[:index] + old.values[index + 1 :]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(old.op, rest)


def _constant(old: Any) -> Iterator[ast.AST]:
    if isinstance(old.value, bool):
        yield ast.Constant(not old.value)
    elif isinstance(old.value, int):
        yield ast.Constant(old.value + 1)
    elif isinstance(old.value, str) and old.value and not {" ", "/"} & set(old.value):
        yield ast.Constant(old.value + "~")  # sentences and addresses are left alone


def _attribute(old: Any) -> Iterator[ast.AST]:
    others = _MEMBERS.get(old.value.id, ()) if isinstance(old.value, ast.Name) else ()
    yield from (ast.Attribute(old.value, name, old.ctx) for name in others if name != old.attr)


def _call(old: Any) -> Iterator[ast.AST]:
    if isinstance(old.func, ast.Name) and old.func.id in _NAMES:
        yield ast.Call(ast.Name(_NAMES[old.func.id], ast.Load()), old.args, old.keywords)


def _binary(old: Any) -> Iterator[ast.AST]:
    if type(old.op) in _COUNTED:
        yield ast.BinOp(old.left, _COUNTED[type(old.op)](), old.right)


def _unless_constant(new: ast.AST) -> Callable[[Any], Iterator[ast.AST]]:
    return lambda old: iter(() if isinstance(old.value, ast.Constant | None) else (new,))


_KINDS: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool,
    ast.UnaryOp: lambda old: iter((old.operand,) if isinstance(old.op, ast.Not) else ()),
    ast.BinOp: _binary,
    ast.Constant: _constant,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.Return: _unless_constant(ast.Return(ast.Constant(None))),
    ast.Expr: _unless_constant(ast.Pass()),
    ast.Raise: lambda _: iter((ast.Pass(),)),
    ast.AugAssign: lambda _: iter((ast.Pass(),)),
    ast.Continue: lambda _: iter((ast.Break(),)),
}


def _put(change: Change, part: ast.AST) -> None:
    holder, field, index, *_ = change
    if index is None:
        setattr(holder, field, part)
    else:
        getattr(holder, field)[index] = part


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())[:100]


def _inside(code: types.CodeType, qualname: str) -> types.CodeType:
    """The code of a function of a module."""
    if code.co_qualname == qualname:
        return code
    parts = [c for c in code.co_consts if isinstance(c, types.CodeType)]
    around = (p for p in parts if (qualname + ".").startswith(p.co_qualname + "."))
    return _inside(next(around), qualname)
