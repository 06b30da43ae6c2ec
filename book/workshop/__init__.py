# SPDX-License-Identifier: MIT
"""What the book's tools and its tests share: the same code records a transcript
and checks it, makes a picture and compares it, tries an exercise and tests it.

    tree.py        the chapters, and copies of them that may be patched
    sessions.py    transcripts and GDB sessions
    typed.py       all commands of the book
    clone.py       a fresh clone, and typing there
    meaning.py     what of them may differ with other tools
    symbols.py     whether the names in them are right
    pictures.py    pictures of the screen
    exercises.py   exercises
    pages.py       what the pages say and show
    hints.py       the hints for those who write a chapter themselves
"""

import sys
from pathlib import Path

BOOK = Path(__file__).resolve().parents[1]
ROOT = BOOK.parent
sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, str(ROOT / 'common'))
