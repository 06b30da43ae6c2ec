# SPDX-License-Identifier: MIT
"""Makes the book: see book/tools/build, which finds a Python for it."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

BOOK = Path(__file__).resolve().parents[1]
ROOT = BOOK.parent
OUT = Path(os.environ.get('FOLIO_BOOK_OUT')
           or Path(os.environ.get('FOLIO_BUILD') or ROOT / 'build') / 'book')
# Sphinx takes transcripts as they are stored; only the tests boot kernels.
NOT_COMPARED = ('book: code and differences are taken from the sources; '
                'transcripts and pictures\nwere not compared with what the '
                'kernels print today: "make all", then\n'
                '"common/tools/test book/tests" does that')


def sphinx(builder, book=BOOK, out=OUT, quiet=True):
    """Runs Sphinx; returns what it complained of, or an empty string."""
    folder = out / builder
    folder.mkdir(parents=True, exist_ok=True)
    log = out / f'{builder}.log'
    log.unlink(missing_ok=True)
    words = [sys.executable, '-B', '-m', 'sphinx', '-b', builder, '-t', builder,
             '-n', '-W', '--keep-going', '-j', 'auto', '-w', str(log), '-d',
             str(out / 'doctrees' / builder), str(book), str(folder)]
    words += ['-q'] if quiet else []
    # No colours: the log is searched for words.
    ended = subprocess.run(words, check=False, text=True, errors='replace',
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT,
                           env={**os.environ, 'NO_COLOR': '1',
                                'PYTHONDONTWRITEBYTECODE': '1'})
    said = log.read_text(errors='replace') if log.exists() else ''
    if ended.returncode == 0 and not said.strip() \
            and 'ERROR' not in ended.stdout:
        return ''
    return said.strip() or ended.stdout.strip() or \
        f'Sphinx ended with status {ended.returncode}'


def relative(text):
    """What Sphinx says, with paths from the root, so that an editor finds
    them. MyST 4 says .md twice of what it does not know."""
    return text.replace(f'{ROOT}/', '').replace('.md.md:', '.md:')


def build(builder):
    complaints = sphinx(builder)
    if complaints:
        print(relative(complaints), file=sys.stderr)
        nlines = len(complaints.splitlines())
        print(f'book: {builder} failed ({nlines} lines above)',
              file=sys.stderr)
        return 1
    return 0


def html():
    if build('html'):
        return 1
    print(f'book: {relative(str(OUT))}/html/index.html')
    return 0


def epub():
    if build('epub'):
        return 1
    found = sorted((OUT / 'epub').glob('*.epub'))
    shutil.copy(found[0], OUT / 'folio.epub')
    print(f'book: {relative(str(OUT))}/folio.epub')
    return 0


def pdf():
    missing = [package for command, package in (
        ('xelatex', 'texlive-xetex texlive-latex-extra '
         'texlive-fonts-recommended fonts-freefont-otf'),
        ('latexmk', 'latexmk'), ('xindy', 'xindy'),
        ('rsvg-convert', 'librsvg2-bin'))
        if not shutil.which(command)]
    if missing:
        print('book: the PDF needs more, on Debian: apt-get install '
              + ' '.join(missing), file=sys.stderr)
        return 1
    if build('latex'):
        return 1
    # What an earlier try left behind may be what the next one fails by.
    for left in (OUT / 'latex').glob('folio.*'):
        if left.suffix != '.tex':
            left.unlink()
    made = subprocess.run(['make', '-s', '-C', str(OUT / 'latex'), 'folio.pdf',
                           'LATEXOPTS=-interaction=nonstopmode'],
                          check=False, text=True, errors='replace',
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    result = OUT / 'latex' / 'folio.pdf'
    if made.returncode or not result.exists():
        print(reason(made.stdout), file=sys.stderr)
        print(f'book: xelatex failed; {relative(str(OUT))}/latex/folio.log has '
              'all of it', file=sys.stderr)
        return 1
    shutil.copy(result, OUT / 'folio.pdf')
    print(f'book: {relative(str(OUT))}/folio.pdf')
    return 0


def reason(output):
    """LaTeX's errors, which begin with `!`, each with the lines behind it; or
    the last lines, if none does."""
    lines = output.splitlines()
    errors = [i for i, line in enumerate(lines) if line.startswith('!')]
    return '\n'.join(['\n'.join(lines[i:i + 6]) for i in errors[:3]]
                     or lines[-20:])


def serve():
    """Builds, serves, and builds again whenever a file has changed."""
    html()
    port = int(os.environ.get('PORT', '8000'))
    handler = functools.partial(Quiet, directory=str(OUT / 'html'))
    try:
        server = http.server.ThreadingHTTPServer(('127.0.0.1', port), handler)
    except OSError as error:
        print(f'book: port {port}: {error.strerror}; PORT=8001 takes another',
              file=sys.stderr)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f'book: http://localhost:{port}/ (Ctrl-C ends it)', flush=True)
    try:
        seen = newest()
        while True:
            time.sleep(1)
            if newest() != seen:
                seen = newest()
                html()
    except KeyboardInterrupt:
        return 0


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *unused):
        pass


def newest():
    """When the latest of the sources was changed, and how many there are."""
    folders = [BOOK, ROOT / 'common', *ROOT.glob('ch[0-9]*'), ROOT / 'final']
    times = [path.stat().st_mtime for folder in folders
             for path in folder.rglob('*') if path.is_file()]
    return max(times), len(times)


def main():
    commands = {'html': html, 'epub': epub, 'pdf': pdf, 'serve': serve}
    wanted = sys.argv[1:] or ['html']
    if wanted == ['--can']:
        return 0
    if not all(name in commands for name in wanted):
        print(f"build: one of {', '.join(commands)}", file=sys.stderr)
        return 2
    status = max(commands[name]() for name in wanted)
    if not status and wanted != ['serve']:
        print(NOT_COMPARED)
    return status


if __name__ == '__main__':
    sys.exit(main())
