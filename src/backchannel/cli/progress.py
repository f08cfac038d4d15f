"""A progress bar for people; a pipe or a log file gets none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from backchannel.record import Step


@contextmanager
def progress_bar() -> Iterator[Callable[[Step], None]]:
    """A bar on standard error while the block runs: files done, reports read."""
    console = Console(stderr=True)
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[reports]} reports"),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("reading", total=None, reports=0)

        def show(step: Step) -> None:
            # How many reports a single file or folder holds is not known: the bar then only moves.
            total = step.files if step.files > 1 else None
            bar.update(task, completed=step.file - 1, total=total, reports=step.reports)

        yield show
