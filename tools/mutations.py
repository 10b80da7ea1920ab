"""Small mistakes put into the source of a right answer, each of them in one place."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)

CONFUSED: tuple[tuple[str, ...], ...] = (
    ("sum", "mean", "max", "min", "median", "std", "prod", "cumsum"),
    ("reduce_sum", "reduce_mean", "reduce_max", "reduce_min"),
    ("abs", "absolute", "fabs", "square", "sqrt", "sign", "negative", "exp"),
    ("zeros", "ones", "zeros_like", "ones_like"),
    ("maximum", "minimum", "fmax", "fmin", "greater", "less", "multiply", "add"),
    ("where", "select", "clip"),
    ("dot", "matmul", "multiply", "outer", "inner", "vdot"),
    ("relu", "sigmoid", "tanh", "linear", "elu", "gelu", "softplus", "relu6", "leaky_relu"),
    ("relu", "silu", "selu", "softmax", "hard_sigmoid", "exponential", "mish", "softsign"),
    ("ReLU", "LeakyReLU", "ELU", "PReLU", "Softmax"),
    ("Adam", "SGD", "AdamW", "Nadam", "RMSprop", "Adamax", "Adagrad", "Lion"),
    ("adam", "sgd", "adamw", "nadam", "rmsprop", "adamax", "adagrad", "lion", "ADAM"),
    ("mae", "mse", "huber", "log_cosh", "mape", "msle", "MAE", "cosine_similarity"),
    ("mean_absolute_error", "mean_squared_error", "mean_absolute_percentage_error", "hinge"),
    ("MeanAbsoluteError", "MeanSquaredError", "Huber", "LogCosh", "MeanAbsolutePercentageError"),
    ("loss", "val_loss", "mae", "accuracy"),
    ("choice", "integers", "random", "permutation", "normal"),
    ("append", "extend", "insert"),
    ("fit", "evaluate", "train_on_batch", "test_on_batch", "predict"),
    ("len", "sum", "max", "min", "abs", "sorted"),
    ("float", "int", "round", "bool"),
    ("float64", "float32", "float16", "int32"),
    ("kernel", "bias"),
)

ADDED: Mapping[str, tuple[str, ...]] = {
    "Dense": (
        *("use_bias=False", "trainable=False", "activation='relu'", "activation='tanh'"),
        *("kernel_initializer='zeros'", "kernel_constraint='non_neg'", "kernel_regularizer='l2'"),
        *("activity_regularizer='l1'", "dtype='float16'", "bias_constraint='non_neg'"),
    ),
    "Input": ("batch_size=4", "dtype='int32'"),
    "Sequential": ("trainable=False",),
    "Model": ("trainable=False",),
    "compile": (
        *("loss_weights=[0.5]", "loss_weights=[0.0]", "metrics=['mse']", "run_eagerly=True"),
        *("steps_per_execution=2", "weighted_metrics=['mae']", "auto_scale_loss=False"),
    ),
    "Adam": (
        *("learning_rate=10.0", "beta_1=0.0", "beta_2=0.0", "epsilon=1.0", "weight_decay=0.5"),
        *("amsgrad=True", "use_ema=True", "clipvalue=1e-9", "gradient_accumulation_steps=9"),
    ),
    "MeanAbsoluteError": ("reduction='sum'", "reduction=None", "dtype='float16'"),
    "EarlyStopping": (
        *("min_delta=1.0", "min_delta=0.01", "mode='max'", "baseline=0.0", "patience=0"),
        *("start_from_epoch=50", "restore_best_weights=True", "monitor='accuracy'"),
    ),
    "fit": (
        *("epochs=1", "epochs=20", "shuffle=False", "validation_split=0.9", "batch_size=1"),
        *("initial_epoch=5", "steps_per_epoch=1", "batch_size=64"),
    ),
    "choice": ("replace=False", "shuffle=False", "axis=1"),
    "mean": ("axis=0", "axis=-1", "keepdims=True"),
    "sum": ("axis=0", "axis=-1", "keepdims=True"),
}
"""Keyword arguments that beginners add, by the name of what is called."""

WRAPS = (
    *("-(_)", "(_)[0]", "(_)[1:]", "(_)[:-1]", "(_)[::-1]", "((_),)", "[_]", "(_) + 0.01"),
    *("(_) * 1.01", "(_) * 2", "np.transpose(_)", "np.abs(_)", "np.sum(_)", "np.mean(_)"),
    *("np.squeeze(_)", "np.clip(_, 0, 100)"),
    *("np.round(_)", "np.round(_, 1)", "np.round(_, 3)", "np.float16(_)", "np.int32(_)"),
    *("np.sort(_)", "np.sqrt(_)", "float(_)", "list(_)", "sorted(_, reverse=True)", "print(_)"),
)
"""What is done to a returned value; _ stands for it."""


def mutations(source: str) -> Iterator[str]:
    """Yield the source with each change that is known, made in each place where it fits."""
    tree = ast.parse(source)
    names = sorted({node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)})
    for parent in list(ast.walk(tree)):
        for field, value in list(ast.iter_fields(parent)):
            holder: Any = value if isinstance(value, list) else vars(parent)
            for key in range(len(value)) if isinstance(value, list) else (field,):
                old = holder[key]
                for new in _changes(old, names) if isinstance(old, ast.AST) else ():
                    holder[key] = new
                    yield _with_numpy(ast.unparse(tree), source)
                holder[key] = old


def _with_numpy(mutant: str, source: str) -> str:
    is_new = "np." in mutant and "np." not in source
    return f"import numpy as np\n{mutant}" if is_new else mutant


def _changes(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:
    for kind, change in CHANGES.items():
        if isinstance(node, kind):
            yield from change(node)
    if isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load):
        yield from (ast.Name(name, node.ctx) for name in names if name != node.id)


def _with(node: ast.AST, **fields: Any) -> Any:
    """Return a copy of a node with other values in these fields."""
    other = copy(node)
    vars(other).update(fields)
    return other


def _filled(template: str, node: ast.AST) -> Any:
    """Return the expression in which the name _ of the template is replaced by a node."""
    filled = ast.parse(template, mode="eval")
    for parent in ast.walk(filled):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                value[:] = [node if _is_blank(each) else each for each in value]
            elif _is_blank(value):
                setattr(parent, field, node)
    return filled.body


def _is_blank(node: Any) -> bool:
    return isinstance(node, ast.Name) and node.id == "_"


def _operation(node: ast.BinOp) -> Iterator[ast.AST]:
    yield from (_with(node, op=other()) for other in ARITHMETIC if not isinstance(node.op, other))
    yield from (_with(node, left=node.right, right=node.left), node.left, node.right)


def _comparison(node: ast.Compare) -> Iterator[ast.AST]:
    others = (other for other in COMPARISONS if not isinstance(node.ops[0], other))
    yield from (_with(node, ops=[other(), *node.ops[1:]]) for other in others)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        changed = (value + 1, value - 1, 2 * value, -value, 0, value + 0.1, 0.9 * value)
        yield from (ast.Constant(other) for other in changed if other != value)
    elif isinstance(value, str):
        yield from (ast.Constant(other) for other in _confused(value))


def _confused(name: str) -> Iterator[str]:
    yield from (other for group in CONFUSED if name in group for other in group if other != name)


def _call(node: ast.Call) -> Iterator[ast.AST]:
    yield from (_with(node, args=args) for args in _shorter_or_swapped(node.args))
    for keyword in node.keywords:
        yield _with(node, keywords=[other for other in node.keywords if other is not keyword])
    yield from node.args[:1]
    called = ast.unparse(node.func).rpartition(".")[2]
    for text in ADDED.get(called, ()):
        added = ast.parse(f"f({text})", mode="eval").body.keywords  # type: ignore[attr-defined]
        kept = [keyword for keyword in node.keywords if keyword.arg != added[0].arg]
        yield _with(node, keywords=[*kept, *added])


def _shorter_or_swapped(nodes: list[Any]) -> Iterator[list[Any]]:
    for at in range(len(nodes)):
        yield nodes[:at] + nodes[at + 1 :]
        if at:
            yield [*nodes[: at - 1], nodes[at], nodes[at - 1], *nodes[at + 1 :]]


def _subscript(node: ast.Subscript) -> Iterator[ast.AST]:
    yield node.value
    if isinstance(node.slice, ast.Slice):
        for field in ("lower", "upper", "step"):
            bound = getattr(node.slice, field)
            moved = (None, *(_filled(f"_ {shift}", bound) for shift in ("+ 1", "- 1")))
            for other in moved if bound is not None else ():
                yield _with(node, slice=_with(node.slice, **{field: other}))


def _conditional(node: ast.IfExp) -> Iterator[ast.AST]:
    yield from (node.body, node.orelse, _with(node, body=node.orelse, orelse=node.body))


def _either(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _with(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    yield from node.values


def _arguments(node: ast.arguments) -> Iterator[ast.AST]:
    for args in _shorter_or_swapped(node.args):
        if len(args) == len(node.args):
            yield _with(node, args=args)


def _loop(node: ast.For | ast.comprehension) -> Iterator[ast.AST]:
    for template in ("list(_)[1:]", "list(_)[:-1]", "list(_)[:1]", "list(_)[::-1]"):
        yield _with(node, iter=_filled(template, node.iter))


def _branch(node: ast.If | ast.While) -> Iterator[ast.AST]:
    yield from (_with(node, test=_filled(test, node.test)) for test in ("not _", "False"))
    if isinstance(node, ast.If):
        yield _with(node, test=ast.Constant(value=True))


def _result(node: ast.Return | ast.Lambda) -> Iterator[ast.AST]:
    field = "value" if isinstance(node, ast.Return) else "body"
    value = getattr(node, field)
    if value is None:
        return
    yield from (_with(node, **{field: _filled(wrap, value)}) for wrap in WRAPS)
    for at, part in enumerate(value.elts if isinstance(value, ast.Tuple) else ()):
        for wrap in WRAPS:
            parts = [*value.elts[:at], _filled(wrap, part), *value.elts[at + 1 :]]
            yield _with(node, **{field: _with(value, elts=parts)})


def _statement(node: ast.stmt) -> Iterator[ast.AST]:
    if not isinstance(
        node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Pass
    ):
        yield ast.Pass()
        if not isinstance(node, ast.Return | ast.Break | ast.Continue | ast.Nonlocal | ast.Global):
            (loop,) = ast.parse("for _ in range(2): pass").body
            yield _with(loop, body=[node])


CHANGES: Mapping[Any, Callable[[Any], Iterator[ast.AST]]] = {
    ast.BinOp: _operation,
    ast.AugAssign: lambda node: (_with(node, op=op()) for op in ARITHMETIC[:4]),
    ast.Compare: _comparison,
    ast.Constant: _constant,
    ast.UnaryOp: lambda node: iter((node.operand,)),
    ast.Name: lambda node: (ast.Name(name, node.ctx) for name in _confused(node.id)),
    ast.Attribute: lambda node: (_with(node, attr=name) for name in _confused(node.attr)),
    ast.Call: _call,
    ast.Subscript: _subscript,
    ast.IfExp: _conditional,
    ast.BoolOp: _either,
    ast.Tuple: lambda node: (_with(node, elts=elts) for elts in _shorter_or_swapped(node.elts)),
    ast.List: lambda node: (_with(node, elts=elts) for elts in _shorter_or_swapped(node.elts)),
    ast.arguments: _arguments,
    ast.For: _loop,
    ast.comprehension: _loop,
    ast.If: _branch,
    ast.While: _branch,
    ast.Return: _result,
    ast.Lambda: _result,
    ast.stmt: _statement,
}
