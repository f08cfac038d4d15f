"""`python -m backchannel` is the command line."""

from backchannel.cli import main

if __name__ == "__main__":
    main()
