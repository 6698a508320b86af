"""The command line: what may be asked for, and how a refusal is told."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.evaluating import evaluate
from engine.cli.explaining import explain
from engine.cli.given import FORMS
from engine.cli.importing import import_weights
from engine.cli.looking import info, predict
from engine.cli.speaking import FAILED, INTERRUPTED, UNHEARD, CommandError, complain, hush
from engine.cli.training import train
from engine.cli.writing import project_path
from engine.errors import LoomError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status of the process.

    Parameters
    ----------
    arguments : sequence of str
        What stands behind the program's name, for example ``["info", "xor.loom"]``.
    """
    try:
        return _run(arguments)
    except BrokenPipeError:
        hush(sys.stdout)
        return UNHEARD


def _run(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except (CommandError, LoomError) as error:
        complain(error)
        return FAILED
    except KeyboardInterrupt:
        complain("Interrupted; nothing was written.")
        return INTERRUPTED


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Leave with one sentence instead of the whole usage."""
        self.exit(FAILED, f"{self.prog}: {message}. See: {self.prog} --help\n")


def _parser() -> _Parser:
    parser = _Parser(prog="layerloom", description="Work with a project without a window.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    trains = _command(commands, "train", train, "Train a project; a run that the file holds goes on.")
    trains.description = (
        "Trains a project. A run that the file holds goes on where it stood; --seed begins a new one. FILE itself "
        "stays as it is. Ctrl+C stops after the step under way, still writes what --save and --history ask for, and "
        "exits with 130."
    )
    trains.add_argument(
        "--epochs",
        type=int,
        metavar="N",
        help="train until N epochs are done, earlier ones among them (default: as many as the file says)",
    )
    trains.add_argument(
        "--seed", type=int, metavar="S", help="begin anew with the first weights and orders of this seed"
    )
    _add_data(trains)
    trains.add_argument(
        "--save", type=project_path, metavar="OUT.loom", help="write the project with its run, to go on from"
    )
    trains.add_argument(
        "--history",
        type=Path,
        metavar="OUT.csv",
        help="write epoch, step, train_loss and validation_loss (empty without validation data) of the finished "
        "epochs; a run of more than 8192 epochs keeps every second, fourth ... epoch and the last one",
    )
    predicts = _command(commands, "predict", predict, "Show what the network gives for some inputs.")
    predicts.description = (
        "Shows what the network gives, and which class that is. A row has the numbers that the network takes, before "
        "they are normalised, or what stands in the columns of the project's table, such as '[\"red\", 2.5, true]'. "
        "None of the samples that it was trained on are needed. The rows of --data are numbered as in their file, from "
        "1 below its header; --json lists their numbers as rows."
    )
    asked = predicts.add_mutually_exclusive_group(required=True)
    asked.add_argument("--input", metavar="JSON", help="one sample, such as '[0,1]', or rows of them: '[[0,0],[0,1]]'")
    _add_data(asked)
    _add_evaluate(commands)
    _add_explain(commands)
    _add_import(commands)
    informs = _command(commands, "info", info, "List the nodes, their shapes and what is wrong with them.")
    informs.description = "Lists the nodes. A shape is that of one sample: [2] for two values; null if it is not known."
    return parser


def _add_explain(commands: argparse._SubParsersAction[_Parser]) -> None:
    explains = _command(commands, "explain", explain, "Show every number of one sample, forward and backward.")
    explains.description = (
        "Shows every number of one sample: weighted sums z, outputs a, the gradients of the loss by each of them and "
        "by every parameter, and the parameters after one step of the optimiser from this sample alone. The network "
        "is in evaluation mode, with the weights of the file's run, or the first ones."
    )
    explains.add_argument("--input", required=True, metavar="JSON", help="one sample, such as '[1,1]'")
    explains.add_argument(
        "--target", required=True, metavar="JSON", help="its class by number or name, or its value, such as '[0]'"
    )
    explains.add_argument("--digits", type=int, default=4, metavar="N", help="digits of the table, 2 to 8 (default 4)")


def _add_evaluate(commands: argparse._SubParsersAction[_Parser]) -> None:
    evaluates = _command(commands, "evaluate", evaluate, "Tell how good the network is on samples.")
    evaluates.description = (
        "Tells loss and accuracy, the confusion matrix, and precision, recall and F1 of every class; for a regression "
        "the mean squared and absolute errors and R2. The samples are those that the project holds out, or all where "
        "it holds out none, or all of --data. The weights are those of the file's run, or the first ones."
    )
    _add_data(evaluates)
    evaluates.add_argument(
        "--batch", type=int, default=250, metavar="N", help="samples that the network takes at a time (default 250)"
    )


def _add_data(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--data", metavar="KIND:FILES", help=f"{FORMS}: take these samples instead of those of the project"
    )


def _add_import(commands: argparse._SubParsersAction[_Parser]) -> None:
    imports = _command(
        commands,
        "import-weights",
        import_weights,
        "Make a project of weights that another program has learned.",
        ("PICKLE", "a pickle of a dictionary of NumPy arrays"),
    )
    imports.description = (
        "Makes a project of a pickle of NumPy arrays: W1, b1 to Wn, bn, with weights of the shape (inputs, units), or "
        "layer1.weight, layer1.bias and so on, with weights as PyTorch has them. Nothing in the pickle is run, and one "
        "that asks for anything but dictionaries, text, numbers and arrays is refused. The last layer gets no "
        "activation: its softmax is part of the loss, cross-entropy."
    )
    imports.add_argument(
        "--save", type=project_path, required=True, metavar="OUT.loom", help="where to write the project"
    )
    imports.add_argument(
        "--activation",
        default="sigmoid",
        metavar="NAME",
        help="between the layers, such as sigmoid, tanh, relu or none (default sigmoid)",
    )


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
    file: tuple[str, str] = ("FILE", "a project file (.loom)"),
) -> _Parser:
    parser = commands.add_parser(name, help=help, description=help)
    parser.add_argument("file", type=Path, metavar=file[0], help=file[1])
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.set_defaults(run=run)
    return parser
