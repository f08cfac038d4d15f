"""`python -m backchannel` is the command line."""

import sys


def main() -> None:
    """Run it; who stops it while it is still loading gets no traceback either."""
    try:
        from backchannel.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("backchannel: stopped\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
