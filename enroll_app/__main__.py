"""Which face: the window when no command is named, else the command line."""

import sys


def main() -> int:
    """Run the program and return its exit code."""
    from enroll_app.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
