"""Real messages of Python, NumPy and Keras about beginners' mistakes are recognised.

Advice depends on the text of messages, which another version of a library may change.
"""

from importlib.metadata import version

import pytest

from grader.judge.problems import reason_of
from grader.protocol.calls import Cell, Job
from grader.protocol.events import StatementFailed
from grader.runner.statements import run_cells

pytestmark = pytest.mark.usefixtures("as_before", "keras")

IMPORTS = "import numpy as np\nimport keras\nfrom keras import layers\nx = np.ones(3)\n"
COMPILE = "model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])\nmodel.compile"

refused_when_made = pytest.mark.skipif(
    tuple(map(int, version("keras").split(".")[:2])) < (3, 13),
    reason="Keras 3.12 takes any units when a layer is made",
)

MISTAKES = [
    ("keras.Sequential(layers.Dense(1))", "layers_without_list"),
    ("keras.Input(shape=(3))", "shape_is_a_number"),
    ("keras.Input(shape=3)", "shape_is_a_number"),
    ("max(0, x)", "truth_of_an_array"),
    ("if x > 0: pass", "truth_of_an_array"),
    ("float(x)", "array_is_not_a_number"),
    ("np.max(0, 0.5)", "maximum_inside"),
    (f"{COMPILE}('adm', 'mae')", "optimizer_unknown"),
    (f"{COMPILE}(keras.optimizers.Adam, 'mae')", "optimizer_unknown"),
    (f"{COMPILE}('adam', 'maee')\nmodel.fit(np.ones((2, 3)), np.ones(2))", "name_unknown_to_keras"),
    ("layers.Dense(1, activation='Relu')", "activation_unknown"),
    ("layers.Dense(1, activaton='relu')", "unknown_argument"),
    ("np.sum(x, axes=0)", "unknown_argument"),
    ("layers.Dense()", "missing_argument"),
    ("(lambda w: w)()", "missing_argument"),
    ("x(1)", "not_callable"),
    ("np.maximun(0, x)", "no_attribute"),
    ("def f():\n    raise NotImplementedError\nf()", "stub_line_left"),
    ("import pandass", "no_module"),
    ("def f(x):\n    return f(x)\nf(1)", "recursion"),
    ("1 / 0", "other"),
    ("x.sort().sum()", "none_has_no_attribute"),
    ("2 * x.sort()", "value_is_none"),
    ("tf.abs(x)", "name_is_a_module"),
    ("losses.mae", "name_is_a_part_of_keras"),
    ("Dense(1)", "name_is_a_class_of_keras"),
    (f"{COMPILE}(adam, 'mae')", "name_may_be_a_text"),
    ("bais + 1", "name_undefined"),
    ("def f():\n    y = z\n    z = 1\nz = 2\nf()", "name_assigned_too_late"),
    ("keras.Sequential(layers.Dense(1), layers.Dense(1))", "layers_without_list"),
    ("[] + list(layers.Dense(1))", "layer_in_place_of_list"),
    ("keras.Sequential([layers.Dense])", "layer_is_a_class"),
    ("keras.Sequential([keras.Input])", "layer_is_a_function"),
    ("keras.Sequential([[layers.Dense(1)]])", "layer_is_a_list"),
    pytest.param("layers.Dense([8, 4])", "units_is_a_list", marks=refused_when_made),
    pytest.param("layers.Dense(0)", "units_not_positive", marks=refused_when_made),
    pytest.param("layers.Dense('8')", "units_not_whole", marks=refused_when_made),
    pytest.param("layers.Dense(2.5)", "units_not_whole", marks=refused_when_made),
    ("keras.optimizers.Adam(lr=0.1)", "old_learning_rate"),
    ("keras.optimizers.Adam(rate=0.1)", "unknown_argument"),
    (f"{COMPILE}('adam', 'mae')\nmodel.fit(np.ones((2, 3)))", "fit_without_true_values"),
    (f"{COMPILE}('adam', 'mae')\nmodel.fit(np.ones((2, 3)), np.ones(3))", "unequal_rows"),
    (f"{COMPILE}\nmodel.fit(np.ones((2, 3)), np.ones(2))", "not_compiled"),
    ("history = {'loss': [1.0]}\nhistory['losses']", "history_entry"),
    ("keras.callbacks.History()['loss']", "history_is_an_object"),
    ("keras.losses.MeanAbsoluteError(x, x)", "array_given_to_a_class"),
    ("layers.ReLU(x)", "array_given_to_a_class"),
    ("x @ np.ones((2, 3))", "product_does_not_fit"),
    ("np.dot(x, np.ones((2, 3)))", "product_does_not_fit"),
    ("x @ 2.0", "product_of_a_number"),
    ("x * np.ones(2)", "shapes_do_not_fit"),
    ("np.sum(x, axis=1)", "axis_out_of_range"),
    ("x[3]", "index_out_of_range"),
    ("[1][2]", "index_out_of_range"),
    ("for i in len(x): pass", "number_looped_over"),
    ("for i in x[0]: pass", "number_looped_over"),
    ("sum(3.0)", "number_looped_over"),
    ("x[0][1]", "number_has_no_parts"),
    ("n = 3.0\nn[0]", "number_has_no_parts"),
    ("np.random.default_rng(0).randint(3)", "old_random_method"),
    ("def f(): pass\nf.add(1)", "not_called"),
    ("layers.Dense(1).get_weights[0]", "not_called"),
    ("w, b = layers.Dense(1).get_weights", "not_called"),
    ("w, b = x.sort()", "value_is_none"),
    ("keras.Sequential.adds", "class_not_instance"),
    ("keras.Sequential.add(layers.Dense(1))", "method_of_a_class"),
    ("def f(y): pass\nf(1, 2)", "too_many_arguments"),
    ("keras.Dense(1)", "not_in_keras_itself"),
    ("layers.Dense(1, 3)", "activation_is_a_number"),
    ("x[0] + ... + x[2]", "dots_in_a_formula"),
    ("len * 2.0", "not_called"),
    ("np.maximum * x", "not_called"),
    ("np.where(True, 0.5, '0')", "text_among_numbers"),
    ("'2' + x", "text_among_numbers"),
    ("np.where(np.array(1.0) > 0)", "positions_of_a_number"),
    ("a, b = x", "too_many_values"),
    ("a, b = [x]", "too_few_values"),
]


@pytest.mark.parametrize(("source", "code"), MISTAKES)
def test_a_library_message_has_the_code_of_the_mistake(source, code):
    events = []
    job = Job("learners_file", (Cell("a.py", 0, 1, IMPORTS + source),), (), ())
    run_cells(job, events.append)
    (failed,) = [event for event in events if isinstance(event, StatementFailed)]
    assert reason_of(failed.problem, "f(1)").code == f"exception.{code}", failed.problem
