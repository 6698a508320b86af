"""What there is to know of each activation function: its formulas for a book, its values, its place and its trouble."""

from __future__ import annotations

from dataclasses import dataclass

from engine.text import Text


@dataclass(frozen=True, slots=True)
class Facts:
    """Knowledge about one function.

    Parameters
    ----------
    latex, latex_derivative : str
        The function and its derivative in LaTeX's mathematical notation. Letters for settings are those that the
        settings' titles give in brackets.
    derivative : str
        The derivative in plain notation.
    values : str
        Which values it takes, in plain notation.
    place : Text
        Where in a network it belongs.
    trouble : Text
        What goes wrong with it.
    """

    latex: str
    latex_derivative: str
    derivative: str
    values: str
    place: Text
    trouble: Text


FACTS: dict[str, Facts] = {
    "identity": Facts(
        r"f(x) = x",
        r"f'(x) = 1",
        "f'(x) = 1",
        "−∞ < f(x) < ∞",
        Text("activation", "Output layer of a regression."),
        Text("activation", "Layers with nothing else between them collapse into a single one."),
    ),
    "sigmoid": Facts(
        r"f(x) = \frac{1}{1 + e^{-x}}",
        r"f'(x) = f(x)\,(1 - f(x))",
        "f'(x) = f(x) (1 - f(x))",
        "0 < f(x) < 1",
        Text("activation", "Output layer for two classes; seldom in hidden layers today."),
        Text(
            "activation",
            "Vanishing gradient: its slope is 0.25 at most and almost 0 far from zero, "
            "so that errors shrink with every layer they pass back through.",
        ),
    ),
    "tanh": Facts(
        r"f(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
        r"f'(x) = 1 - f(x)^2",
        "f'(x) = 1 - f(x)^2",
        "−1 < f(x) < 1",
        Text("activation", "Hidden layers of small networks."),
        Text("activation", "Vanishing gradient far from zero; milder than the sigmoid's, for its slope at zero is 1."),
    ),
    "relu": Facts(
        r"f(x) = \max(0,\, x)",
        r"f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
        "f'(x) = 1 if x > 0 else 0",
        "f(x) ≥ 0",
        Text("activation", "Hidden layers; the usual first choice."),
        Text(
            "activation",
            "Dying ReLU: a unit whose input is below zero for every sample has slope 0 and stops learning.",
        ),
    ),
    "leaky_relu": Facts(
        r"f(x) = \begin{cases} x & x > 0 \\ a\,x & x \le 0 \end{cases}",
        r"f'(x) = \begin{cases} 1 & x > 0 \\ a & x \le 0 \end{cases}",
        "f'(x) = 1 if x > 0 else a",
        "−∞ < f(x) < ∞",
        Text("activation", "Hidden layers, in the place of a ReLU whose units die."),
        Text("activation", "Its slope below zero is one more thing to choose; with 1 the layer is linear."),
    ),
    "prelu": Facts(
        r"f(x) = \begin{cases} x & x > 0 \\ a\,x & x \le 0 \end{cases}",
        r"f'(x) = \begin{cases} 1 & x > 0 \\ a & x \le 0 \end{cases}",
        "f'(x) = 1 if x > 0 else a",
        "−∞ < f(x) < ∞",
        Text("activation", "Hidden layers of large networks with many samples."),
        Text("activation", "Its slope is one more parameter, with which few samples are sooner learned by heart."),
    ),
    "elu": Facts(
        r"f(x) = \begin{cases} x & x > 0 \\ a\,(e^{x} - 1) & x \le 0 \end{cases}",
        r"f'(x) = \begin{cases} 1 & x > 0 \\ a\,e^{x} & x \le 0 \end{cases}",
        "f'(x) = 1 if x > 0 else a * e^x",
        "f(x) > −a",
        Text("activation", "Hidden layers; its outputs lie around zero more evenly than those of ReLU."),
        Text("activation", "Flat far below zero, where gradients vanish; slower to compute than ReLU."),
    ),
    "gelu": Facts(
        r"f(x) = x\,\Phi(x)",
        r"f'(x) = \Phi(x) + x\,\varphi(x)",
        "f'(x) = Φ(x) + x φ(x), φ = normal density",
        "f(x) > −0.17",
        Text("activation", "Hidden layers of transformers."),
        Text("activation", "Almost flat far below zero, and not monotonic; slower to compute than ReLU."),
    ),
    "silu": Facts(
        r"f(x) = x\,\sigma(x)",
        r"f'(x) = \sigma(x)\,(1 + x\,(1 - \sigma(x)))",
        "f'(x) = sigmoid(x) (1 + x (1 - sigmoid(x)))",
        "f(x) > −0.28",
        Text("activation", "Hidden layers of deep networks for pictures."),
        Text("activation", "Almost flat far below zero, and not monotonic; slower to compute than ReLU."),
    ),
    "softplus": Facts(
        r"f(x) = \ln(1 + e^{x})",
        r"f'(x) = \frac{1}{1 + e^{-x}}",
        "f'(x) = 1 / (1 + e^(-x))",
        "f(x) > 0",
        Text("activation", "Outputs that must be above zero, such as a spread."),
        Text("activation", "Almost flat far below zero; slower to compute than ReLU."),
    ),
    "step": Facts(
        r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
        r"f'(x) = 0",
        "f'(x) = 0",
        "f(x) ∈ {0, 1}",
        Text("activation", "Perceptrons and gates whose weights are ready."),
        Text("activation", "Zero gradient: its slope is 0 everywhere, so that no error passes back through it."),
    ),
    "threshold": Facts(
        r"f(x) = \begin{cases} x & x > t \\ v & x \le t \end{cases}",
        r"f'(x) = \begin{cases} 1 & x > t \\ 0 & x \le t \end{cases}",
        "f'(x) = 1 if x > t else 0",
        "f(x) > t, f(x) = v",
        Text("activation", "Seldom; it cuts small values off."),
        Text("activation", "Slope 0 up to the threshold, as with ReLU, and a jump there unless v is t."),
    ),
    "softmax": Facts(
        r"f(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}}",
        r"\frac{\partial f_i}{\partial x_j} = f_i\,(\delta_{ij} - f_j)",
        "df_i/dx_j = f_i (δ_ij - f_j), δ_ij = 1 if i = j else 0",
        "0 < f(x)ᵢ < 1, Σ f(x)ᵢ = 1",
        Text("activation", "Output layer over many classes."),
        Text(
            "activation",
            "Overflows for large inputs unless the largest is taken off first; "
            "its slopes are almost 0 once one unit is sure.",
        ),
    ),
    "softmin": Facts(
        r"f(x)_i = \frac{e^{-x_i}}{\sum_j e^{-x_j}}",
        r"\frac{\partial f_i}{\partial x_j} = f_i\,(f_j - \delta_{ij})",
        "df_i/dx_j = f_i (f_j - δ_ij), δ_ij = 1 if i = j else 0",
        "0 < f(x)ᵢ < 1, Σ f(x)ᵢ = 1",
        Text("activation", "Output layer where the smallest input is to win, such as a distance."),
        Text("activation", "Overflows for large negative inputs, unless it is computed the careful way."),
    ),
    "log_softmax": Facts(
        r"f(x)_i = x_i - \ln \sum_j e^{x_j}",
        r"\frac{\partial f_i}{\partial x_j} = \delta_{ij} - e^{f_j}",
        "df_i/dx_j = δ_ij - e^(f_j), δ_ij = 1 if i = j else 0",
        "f(x)ᵢ < 0",
        Text("activation", "Output layer over many classes, with the loss NLL."),
        Text("activation", "Its values are logarithms of probabilities, not probabilities."),
    ),
}
"""By the kinds of the functions."""
