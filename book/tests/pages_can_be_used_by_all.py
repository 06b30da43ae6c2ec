# SPDX-License-Identifier: MIT
"""The finished pages: every link leads somewhere, every picture has words, and
where Chromium is, they are looked at as readers see them: wide and on a phone,
in light and dark, by keyboard alone, without JavaScript, and, where axe-core
is (`npm install -g axe-core`, or FOLIO_AXE=path/of/axe.min.js), by its rules of
WCAG A and AA.

Red if a colour of conf.py is made paler, or a rule of static/folio.css is lost.
"""

import ast
import html.parser
import os
import re
import subprocess
import time
import urllib.parse
from pathlib import Path

import pytest
from workshop import BOOK, browser, pages

from harness.control import scaled

PHONE, DESK = 380, 1280


def find_axe():
    """The path of axe.min.js, or None."""
    try:
        root = subprocess.run(['npm', 'root', '-g'], check=False, text=True,
                              capture_output=True).stdout.strip()
    except OSError:
        root = ''
    for path in (os.environ.get('FOLIO_AXE'),
                 root and f'{root}/axe-core/axe.min.js'):
        if path and Path(path).is_file():
            return Path(path)
    return None


CHROMIUM, AXE = browser.find(), find_axe()
# No `make setup` brings these two. So where whatever is skipped has failed,
# their tests are not there.
LEFT_OUT = os.environ.get('FOLIO_REQUIRE_ALL') == '1'
CHAPTERS = [path.stem for path in pages.chapter_pages()]
LOOKED_AT = ['index', 'glossary'] + CHAPTERS[:1]  # glossary: no sections


# --- without a browser ---

class Page(html.parser.HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.faults = set(), [], []
        self.headings = []
        self.feed(path.read_text(encoding='utf-8'))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if 'id' in attributes:
            if attributes['id'] in self.ids:
                self.faults.append(f"two things have the id {attributes['id']}")
            self.ids.add(attributes['id'])
        for name in ('href', 'src'):
            if attributes.get(name):
                self.links.append(attributes[name])
        if tag == 'img' and not (attributes.get('alt') or '').strip():
            self.faults.append(f"{attributes.get('src')} has no words")
        if tag == 'html' and not attributes.get('lang'):
            self.faults.append('its language is not said')
        if len(tag) == 2 and tag[0] == 'h' and tag[1].isdigit():
            self.headings.append(int(tag[1]))


@pytest.fixture(scope='module')
def finished(html):
    return {path.relative_to(html).as_posix(): Page(path)
            for path in html.glob('*.html')}


@pytest.mark.xdist_group('html')
def test_every_link_leads_somewhere(html, finished):
    lost = []
    for name, page in finished.items():
        for link in page.links:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            to = urllib.parse.unquote(parts.path) or name
            anchor = urllib.parse.unquote(parts.fragment)
            if not (html / to).is_file():
                lost.append(f'{name}: {link}')
            elif anchor and to in finished and anchor not in finished[to].ids:
                lost.append(f'{name}: {link}')
    assert not lost, lost


@pytest.mark.xdist_group('html')
def test_every_picture_has_words_and_every_id_is_one(finished):
    assert not {name: page.faults for name, page in finished.items()
                if page.faults}


@pytest.mark.xdist_group('html')
def test_headings_leave_out_no_level(finished):
    for name, page in finished.items():
        assert page.headings[:1] == [1], name
        assert page.headings.count(1) == 1, name
        assert all(after <= before + 1 for before, after in
                   zip(page.headings, page.headings[1:])), name


@pytest.mark.xdist_group('html')
def test_each_column_of_a_table_has_a_name(html):
    empty = re.compile(r'<th[^>]*>\s*(?:<p>\s*</p>)?\s*</th>')
    assert not [path.name for path in html.glob('*.html')
                if empty.search(path.read_text(encoding='utf-8'))]


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else
              ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def colours_of(name, mode):
    """What conf.py has by this name."""
    found = re.search(rf'^{name} = (\{{.*?^\}})',
                      (BOOK / 'conf.py').read_text(), re.MULTILINE | re.DOTALL)
    return ast.literal_eval(found[1])[mode]


@pytest.mark.parametrize('mode', ['light', 'dark'])
def test_differences_can_be_read(mode):
    colours = colours_of('DIFFERENCES', mode)
    for name in ('added', 'removed'):
        assert contrast(colours[name], colours[f'{name}-fill']) >= 4.5


@pytest.mark.parametrize('mode, page', [('light', '#ffffff'),
                                        ('dark', '#131416')])
def test_figures_can_be_read(mode, page):
    """WCAG 1.4.3 and 1.4.11, for every pair that the classes allow."""
    colours = colours_of('FIGURES', mode)
    for ground in (page, colours['fill'], colours['accent-fill'],
                   colours['second-fill']):
        assert contrast(colours['ink'], ground) >= 4.5
        assert contrast(colours['line'], ground) >= 4.5, ground
    for name in ('accent', 'second'):
        assert contrast(colours[name], page) >= 4.5
        assert contrast(colours[name], colours[f'{name}-fill']) >= 3


# --- with one ---

if CHROMIUM or not LEFT_OUT:
    @pytest.fixture(scope='module')
    def chromium():
        if not CHROMIUM:
            pytest.skip('no Chromium was found')
        with browser.Browser() as running:
            yield running

    @pytest.mark.xdist_group('html')
    def test_nothing_is_wider_than_a_phone(chromium, html):
        wide = []
        for path in sorted(html.glob('*.html')):
            chromium.open(path, width=PHONE, script=False)
            width = chromium.evaluate('document.documentElement.scrollWidth')
            wide += [f'{path.name}: {width}'] if width > PHONE else []
        assert not wide

    @pytest.mark.xdist_group('html')
    def test_the_sections_stand_beside_the_text_on_a_desk(chromium, html):
        side = ('(e => [getComputedStyle(e).visibility, Math.round('
                'e.getBoundingClientRect().right)])'
                '(document.querySelector(".toc-drawer"))')
        chromium.open(html / 'setting-up.html', width=DESK)
        shown, right = chromium.evaluate(side)
        assert shown == 'visible' and right <= DESK
        chromium.open(html / 'setting-up.html', width=1000)
        assert chromium.evaluate(side)[0] == 'hidden'

    @pytest.mark.xdist_group('html')
    def test_the_dark_page_is_dark_without_javascript_too(chromium, html):
        ground = 'getComputedStyle(document.body).backgroundColor'
        for script in (True, False):
            chromium.open(html / 'index.html', dark=True, script=script)
            assert chromium.evaluate(ground) == 'rgb(19, 20, 22)'
            chromium.open(html / 'index.html', script=script)
            assert chromium.evaluate(ground) == 'rgb(255, 255, 255)'

    @pytest.mark.xdist_group('html')
    def test_the_button_changes_the_colours(chromium, html):
        chromium.open(html / 'index.html')
        chromium.evaluate('localStorage.clear()')
        chromium.open(html / 'index.html')
        chromium.evaluate(
            'document.querySelector(".theme-toggle-content button").click()')
        assert chromium.evaluate('document.body.dataset.theme') == 'dark'
        chromium.evaluate('localStorage.clear()')

    @pytest.mark.xdist_group('html')
    def test_the_keyboard_reaches_the_text_and_the_chapters(chromium, html):
        chromium.open(html / 'index.html', width=PHONE)
        focus = ('(e => e.id || e.className || e.tagName)'
                 '(document.activeElement)')
        shown = ('getComputedStyle(document.querySelector(".sidebar-drawer"))'
                 '.visibility')
        chromium.press('Tab')
        assert chromium.evaluate(focus) == 'skip-link'
        chromium.press('Tab')
        assert chromium.evaluate(focus) == '__navigation'
        assert chromium.evaluate(shown) == 'hidden'
        chromium.press(' ', 'Space')
        assert chromium.evaluate(shown) == 'visible'

    @pytest.mark.xdist_group('html')
    def test_the_place_on_the_page_is_marked(chromium, html):
        """Furo's script runs, which Debian's does not by itself."""
        if not CHAPTERS:
            pytest.skip('no chapter has a page yet')
        chromium.open(html / f'{CHAPTERS[0]}.html', width=1600)
        chromium.evaluate('document.querySelectorAll("h2")[2].scrollIntoView()')
        deadline = time.monotonic() + scaled(10)
        while not chromium.evaluate(
                'document.querySelectorAll(".toc-tree .scroll-current").length'):
            assert time.monotonic() < deadline, 'no section is marked'
            time.sleep(0.1)

if CHROMIUM and AXE or not LEFT_OUT:
    RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    MORE = '{region: {enabled: true}, "empty-table-header": {enabled: true}}'

    @pytest.mark.xdist_group('html')
    @pytest.mark.parametrize('width', [DESK, PHONE])
    @pytest.mark.parametrize('dark', [False, True], ids=['light', 'dark'])
    @pytest.mark.parametrize('name', LOOKED_AT)
    def test_axe_finds_no_fault(chromium, html, name, dark, width):
        if not AXE:
            pytest.skip('axe-core was not found')
        chromium.open(html / f'{name}.html', width=width, dark=dark)
        chromium.evaluate(AXE.read_text(encoding='utf-8') + '\n0')
        found = chromium.evaluate(
            f'axe.run(document, {{runOnly: {RULES}, rules: {MORE}}})'
            '.then(done => ({rules: done.passes.length, '
            'faults: done.violations.map(fault =>'
            ' fault.id + ": " + fault.nodes.map(node => node.html.slice(0, 200)'
            ').slice(0, 5).join("  ")) }))')
        assert found['faults'] == []
        assert found['rules'] > 10  # it did look
