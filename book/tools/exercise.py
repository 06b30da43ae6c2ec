# SPDX-License-Identifier: MIT
"""Is an exercise solved?

    exercise ch02/NAME [--chapter DIR]

Takes the chapter of this tree, or the one in DIR, adds the exercise's test to a
copy of it, builds that and runs the test. The last line says whether it passed.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workshop import exercises  # noqa: E402
from workshop.tree import Failure  # noqa: E402


def main():
    parser = argparse.ArgumentParser(
        prog='exercise',
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('name', metavar='ch02/NAME')
    parser.add_argument('--chapter', metavar='DIR', type=Path)
    parser.add_argument('--patch', metavar='FILE', type=Path,
                        help='apply this to the copy first')
    options = parser.parse_args()
    name = options.name.strip('/').removeprefix('book/exercises/')
    if options.chapter and not (options.chapter / 'Makefile').is_file():
        parser.error(f'{options.chapter} is no chapter: it has no Makefile')
    try:
        exercises.check(name, options.chapter, options.patch)
    except Failure as failure:
        print(failure)
        print(f'exercise {name}: not passed yet')
        return 1
    print(f'exercise {name}: passed')
    return 0


if __name__ == '__main__':
    sys.exit(main())
