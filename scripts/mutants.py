"""The mutants of a file: one small change each, as a programmer could make it by mistake."""

from __future__ import annotations

import ast
import copy
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True)
class Mutant:
    """One change: to a function, or to a table or class attribute (`names`, in `owner`)."""

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
    """Every mutant of a file, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for owner, part in _parts(tree):
        function = isinstance(part, ast.FunctionDef)
        name = (f"{owner}.{part.name}" if owner else part.name) if function else None
        names = () if function else _names(part)
        for holder, field, index, old, new in list(_changes(part)):
            _put(holder, field, index, new)
            whole = ast.fix_missing_locations(tree if function else ast.Module([part], []))
            code = compile(whole, str(path), "exec")
            shown = f"{_shown(old)}  ->  {_shown(new)}"
            _put(holder, field, index, old)
            place = old if hasattr(old, "lineno") else holder
            lines = range(place.lineno, place.end_lineno + 1)
            code = _code(code, name) if name else code
            yield Mutant(path, lines, shown, code, name, owner, names)


def _parts(tree: ast.Module) -> Iterator[tuple[str | None, ast.stmt]]:
    """Functions, methods and assignments; not fields, whose defaults the class has swallowed."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.Assign | ast.AnnAssign):
            yield None, node
        elif isinstance(node, ast.ClassDef) and not any(
            "Enum" in ast.unparse(b) for b in node.bases
        ):
            yield from (
                (node.name, n) for n in node.body if isinstance(n, ast.FunctionDef | ast.Assign)
            )


def _names(part: ast.stmt) -> tuple[str, ...]:
    targets = part.targets if isinstance(part, ast.Assign) else [part.target]
    return tuple(n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name))


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, ast.AST]]:
    skipped = (
        ("annotation", "returns", "args", "decorator_list")
        if hasattr(node, "decorator_list")
        else ("annotation",)
    )
    for field, value in ast.iter_fields(node):
        if field in skipped or isinstance(node, ast.JoinedStr):
            continue
        for index, old in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(old, ast.AST):
                yield from ((node, field, index, old, new) for new in _instead(node, field, old))
                yield from _changes(old)


def _instead(node: ast.AST, field: str, old: ast.AST) -> Iterator[ast.AST]:
    """What could stand there instead."""
    if field in ("test", "ifs") and not isinstance(old, ast.UnaryOp | ast.Compare):
        yield ast.UnaryOp(ast.Not(), old)
    if field == "ifs":
        yield ast.Constant(True)
    match old:
        case ast.Compare(left, [op, *more], right):
            for other in _COMPARED[type(op)]:
                yield ast.Compare(left, [other(), *more], right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for index in range(len(values)):
                rest = values[:index] + values[index + 1 :]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _COUNTED:
            yield ast.BinOp(left, _COUNTED[type(op)](), right)
        case ast.Constant(value):
            if isinstance(value, bool):
                yield ast.Constant(not value)
            elif isinstance(value, int):
                yield ast.Constant(value + 1)
            elif isinstance(value, str) and value and not {" ", "/"} & set(value):
                yield ast.Constant(value + "~")
        case ast.Attribute(ast.Name(kind), member) if kind in _MEMBERS and kind != member:
            others = [name for name in _MEMBERS[kind] if name != member]
            yield from (ast.Attribute(ast.Name(kind, ast.Load()), n, ast.Load()) for n in others)
        case ast.Call(ast.Name(name), args, keywords) if name in _NAMES:
            yield ast.Call(ast.Name(_NAMES[name], ast.Load()), args, keywords)
        case ast.Return(ast.AST() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value) if not isinstance(value, ast.Constant):
            yield ast.Pass()
        case ast.Raise() | ast.AugAssign():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()


def _put(holder: ast.AST, field: str, index: int | None, new: ast.AST) -> None:
    if index is None:
        setattr(holder, field, new)
    else:
        getattr(holder, field)[index] = new


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())[:100]


def _code(module: types.CodeType, qualname: str) -> types.CodeType:
    inside = [module]
    while inside:
        code = inside.pop()
        if code.co_qualname == qualname:
            return code
        inside += [c for c in code.co_consts if isinstance(c, types.CodeType)]
    raise LookupError(qualname)
