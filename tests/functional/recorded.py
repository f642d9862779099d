#!/usr/bin/env python3
"""Recorded answers of arXiv's services, read by another parser than Carrel's (expat and regular expressions of
Python), held against what `carrel import` makes of the same files.

usage: recorded.py CARREL FOLDER
"""
import glob
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree
from email.utils import parsedate_to_datetime

ATOM = '{http://www.w3.org/2005/Atom}'
ARXIV = '{http://arxiv.org/schemas/atom}'
DC = '{http://purl.org/dc/elements/1.1/}'

wrong = 0
papers_seen = 0


def line(text):
    """One line, as a reader of the file would copy it: without control characters."""
    text = re.sub('[\x00-\x08\x0e-\x1f\x7f-\x9f]', '', text) if text else text
    return ' '.join(text.split()) if text and text.split() else None


def bare(identifier):
    """'http://arxiv.org/abs/hep-th/9711200v2' -> ('arxiv:hep-th/9711200', 2)"""
    found = re.search(r'((?:[a-z-]+(?:\.[A-Z]{2})?/\d{7})|(?:\d{4}\.\d{4,5}))(?:v(\d+))?$', identifier)
    return 'arxiv:' + re.sub(r'\.[A-Z]{2}/', '/', found.group(1)), int(found.group(2)) if found.group(2) else None


def month(identifier):
    digits = re.search(r'(\d\d)(\d\d)\d{3}$|(\d\d)(\d\d)\.', identifier)
    year, month_ = (digits.group(1) or digits.group(3)), (digits.group(2) or digits.group(4))
    return '%d-%s' % (int(year) + (1900 if int(year) > 90 else 2000), month_)


ACCENTS = {"'": '\u0301', '`': '\u0300', '"': '\u0308', '^': '\u0302', '~': '\u0303', 'c': '\u0327', 'u': '\u0306',
           'v': '\u030c', '=': '\u0304', '.': '\u0307', 'r': '\u030a', 'H': '\u030b', 'k': '\u0328'}
LETTERS = {'i': 'ı', 'o': 'ø', 'O': 'Ø', 'l': 'ł', 'L': 'Ł', 'ss': 'ß', 'ae': 'æ', 'aa': 'å', 'j': 'ȷ'}


def plain(name):
    """TeX accents as Unicode."""
    name = re.sub(r'\\(i)\b', r'i', name) if re.search(r"\\['`\"^~]\{?\\i", name) else name
    name = re.sub(r'\{\\(%s)\}' % '|'.join(LETTERS), lambda m: LETTERS[m.group(1)], name)
    name = re.sub(r'\\([cuvrHk])\{(\w)\}|\\([\'`"^~=.])\{?(\w)\}?', lambda m: (m.group(2) or m.group(4)) +
                  ACCENTS[m.group(1) or m.group(3)], name)
    return unicodedata.normalize('NFC', name.replace('{', '').replace('}', ''))


def unique(items):
    return list(dict.fromkeys(items))


def is_category(term):
    return re.fullmatch(r'[a-z][a-z-]+(\.([A-Z]{2}|[a-z-]+))?', term) is not None


def first_doi(text):
    found = re.search(r'10\.[^\s]+?(?=$|\s|[,;](?:\s|10\.|$))', text or '')
    return found.group(0) if found else None


def api_entry(e):
    def text(name, space=ATOM):
        n = e.find(space + name)
        return line(''.join(n.itertext())) if n is not None else None
    identifier, version = bare(text('id'))
    primary = e.find(ARXIV + 'primary_category')
    terms = [primary.get('term')] if primary is not None else []
    terms += [c.get('term') for c in e.findall(ATOM + 'category')]
    return {
        'id': identifier, 'version': version, 'title_tex': text('title'), 'abstract_tex': text('summary'),
        'authors': [line(a.find(ATOM + 'name').text) for a in e.findall(ATOM + 'author')],
        'categories': unique(t for t in terms if is_category(t)),
        'date': text('published')[:10], 'updated': text('updated')[:10],
        'comments': text('comment', ARXIV), 'doi': first_doi(text('doi', ARXIV)), 'venue': text('journal_ref', ARXIV),
    }


def announced(e, space, published, types, summary):
    def text(name, in_space=space):
        n = e.find(in_space + name)
        return line(''.join(n.itertext())) if n is not None else None
    raw = e.find(space + summary).text
    head = re.match(r'arXiv:(\S+) Announce Type: (\S+)\s+Abstract: (.*)', raw, re.S)
    identifier, version = bare(head.group(1))
    kind = head.group(2)
    assert kind == text('announce_type', ARXIV)
    day = published(text(types))
    names = re.sub(r'\([^()]*\)', '', text('creator', DC) or '')
    terms = [c.get('term') or c.text for c in e.findall(space + 'category')]
    return {
        'id': identifier, 'version': version, 'title_tex': text('title'), 'abstract_tex': line(head.group(3)),
        'authors': [line(n) for n in names.split(',') if line(n)], 'categories': unique(t for t in terms if is_category(t)),
        'date': day if kind == 'new' else month(identifier),
        'updated': day if kind == 'replace' else None,
        'comments': None, 'doi': first_doi(text('DOI', ARXIV)), 'venue': text('journal_reference', ARXIV),
    }


def from_feed(path):
    root = tree.parse(path).getroot()
    if root.tag == 'rss':
        return [announced(i, '', lambda t: parsedate_to_datetime(t).date().isoformat(), 'pubDate', 'description')
                for i in root.iter('item')]
    entries = [e for e in root.findall(ATOM + 'entry') if 'api/errors' not in e.find(ATOM + 'id').text]
    if entries and entries[0].find(ARXIV + 'announce_type') is not None:
        return [announced(e, ATOM, lambda t: t[:10], 'published', 'summary') for e in entries]
    return [api_entry(e) for e in entries]


def split_names(raw):
    """arXivRaw's one string of names, without what is in parentheses."""
    flat = re.sub(r'\s+', ' ', raw)
    while re.search(r'\([^()]*\)', flat):
        flat = re.sub(r'\([^()]*\)', '', flat)
    names = re.split(r',\s*and\s+|,|\s+and\s+|:\s', flat)
    return [n.strip() for n in names if re.search(r'[^\W\d_]', n)]


def from_oai(path):
    papers = []
    for record in tree.parse(path).getroot().iter('{http://www.openarchives.org/OAI/2.0/}record'):
        metadata = record.find('{http://www.openarchives.org/OAI/2.0/}metadata')[0]
        form = metadata.tag.split('}')[-1]
        fields = {}
        for n in metadata:
            fields.setdefault(n.tag.split('}')[-1], []).append(n)

        def text(name):
            return line(''.join(fields[name][0].itertext())) if name in fields else None
        p = {'title_tex': text('title'), 'updated': None, 'version': None}
        if form == 'dc':
            p['id'] = bare(text('identifier'))[0]
            p['abstract_tex'] = text('description')
            p['authors'] = [' '.join(reversed(c.text.split(', '))) for c in fields['creator']]
            p['date'] = text('date')
            p['comments'] = line(fields['description'][1].text) if len(fields['description']) > 1 else None
            p['updated'] = fields['date'][1].text if len(fields['date']) > 1 else None
            papers.append(p)
            continue
        p['id'] = bare(text('id'))[0]
        p['abstract_tex'] = text('abstract')
        p['comments'] = text('comments')
        p['categories'] = unique(text('categories').split())
        p['doi'] = first_doi(text('doi'))
        p['venue'] = text('journal-ref')
        if form == 'arXivRaw':
            days = {int(v.get('version')[1:]): parsedate_to_datetime(v.find('{*}date').text).date().isoformat()
                    for v in fields['version']}
            p['date'], p['version'] = days[1], max(days)
            p['updated'] = days[max(days)]
            p['authors'] = split_names(text('authors'))
        else:
            created, updated, given = text('created'), text('updated'), month(p['id'])
            if 'oaipmh' in path or '/oai_' in path:  # the server since 2025: `created` is of the newest version
                p['date'], p['updated'] = (given, created) if created[:7] > given else (created, None)
            else:
                p['date'], p['updated'] = created, updated
            p['authors'] = []
            for author in fields['authors'][0]:
                part = {name: line(author.findtext('{*}' + name) or '') or '' for name in
                        ('forenames', 'keyname', 'suffix')}
                name = line(' '.join((part['forenames'], part['keyname'], part['suffix'])))
                if re.search(r'\w', name):
                    p['authors'].append(name)
        papers.append(p)
    return papers


def shown(markup):
    """What a browser shows, with URLs where the page says 'this https URL'."""
    markup = re.sub(r'<span class=.descriptor.>.*?</span>', '', markup, flags=re.S)
    markup = re.sub(r'<a [^>]*?href="([^"]*)"[^>]*>\s*this https? URL\s*</a>', r' \1 ', markup)
    return html.unescape(re.sub(r'<[^>]*>', '', markup))


def close(text):
    """Blanks beside URLs and marks are not compared."""
    return re.sub(r'\s+', '', text) if text else None


def from_list(path):
    papers = []
    page = open(path, encoding='utf-8').read()
    day, section = None, 'new'
    shown_day = re.search(r'<h3>Showing new listings for \w+, (\d+ \w+ \d{4})', page)
    if shown_day:
        day = shown_day.group(1)
    for piece in re.finditer(r'<h3>(.*?)</h3>|<dt>(.*?)(?:</dt>)?\s*<dd>(.*?)</dd>', page, re.S):
        heading, term, entry = piece.groups()
        if heading:
            found = re.search(r'\w{3}, (\d+ \w{3} \d{4})', heading)
            if found:
                day = found.group(1)
            for word, kind in (('New sub', 'new'), ('Cross', 'cross'), ('Replacement', 'replaced')):
                if heading.startswith(word):
                    section = kind
            continue

        def part(name):
            found = re.search(r"<div class=['\"]%s[^>]*>(.*?)</div>" % name, entry, re.S)
            return found.group(1) if found else None
        identifier = bare(re.search(r'/abs/([^"]*)"', term).group(1))[0]
        kind = 'cross' if '(cross-list' in term else 'replaced' if '(replaced)' in term else section
        iso = day and parsedate_to_datetime(day + ' 00:00:00 +0000').date().isoformat()
        version = re.search(r'/html/[^"]*v(\d+)"', term)
        abstract = re.search(r"<p class='mathjax'>(.*?)</p>", entry, re.S)
        papers.append({
            'id': identifier, 'version': int(version.group(1)) if version else None,
            'title_tex': line(shown(part('list-title'))),
            'authors': [line(html.unescape(n)) for n in re.findall(r'<a href[^>]*>([^<]*)</a>', part('list-authors'))],
            'comments': close(line(shown(part('list-comments') or ''))),
            'venue': line(shown(part('list-journal-ref') or '')),
            'categories': re.findall(r'\(([a-z-]+(?:\.[A-Za-z-]+)?)\)', part('list-subjects')),
            'abstract_tex': line(shown(abstract.group(1))) if abstract else None,
            'date': iso if kind == 'new' and iso else month(identifier),
            'updated': iso if kind == 'replaced' else None,
        })
    return papers


def from_search(path):
    papers = []
    page = open(path, encoding='utf-8').read()
    for entry in re.findall(r'<li class="arxiv-result">(.*?)</li>', page, re.S):
        dates = re.search(r'>Submitted</span> (.*?)originally', entry, re.S).group(1)
        days = [parsedate_to_datetime(d.replace(',', '') + ' 00:00:00 +0000').date().isoformat()
                for d in re.findall(r'\d+ \w+, \d{4}', dates)]
        names = re.search(r'<p class="authors">(.*?)</p>', entry, re.S).group(1)
        said = dict(re.findall(r'<p class="comments is-size-7">\s*<span[^>]*>([^<]*)</span>(.*?)</p>', entry, re.S))
        doi = re.search(r'href="https://doi.org/[^"]*">(\S+)', entry)
        abstract = re.search(r'class="abstract-full[^>]*>(.*?)<a class="is-size-7"', entry, re.S).group(1)
        papers.append({
            'id': bare(re.search(r'/abs/([^"]*)"', entry).group(1))[0], 'date': days[-1], 'updated': days[0],
            'title_tex': line(shown(re.search(r'<p class="title[^>]*>(.*?)</p>', entry, re.S).group(1))),
            'abstract_tex': line(shown(abstract)),
            'authors': [line(html.unescape(n)) for n in re.findall(r'<a href[^>]*>([^<]*)</a>', names)],
            'categories': re.findall(r'data-tooltip="[^"]*">([^<]*)</span>', entry),
            'comments': line(shown(said.get('Comments:', ''))), 'venue': line(shown(said.get('Journal ref:', ''))),
            'doi': doi.group(1) if doi else None,
        })
    return papers


def from_abs(path):
    page = open(path, encoding='utf-8').read()

    def meta(name):
        return [html.unescape(c) for c in re.findall(r'<meta name="citation_%s" content="([^"]*)"' % name, page)]
    history = re.search(r'class="submission-history">(.*?)</div>', page, re.S).group(1)
    days = [parsedate_to_datetime(d).date().isoformat() for d in
            re.findall(r'(\d+ \w{3} \d{4} \d\d:\d\d:\d\d) UTC', history)]
    cells = dict(re.findall(r'<td class="tablecell label">\s*(?:<abbr[^>]*>)?([^<]*?)(?:</abbr>)?:?</td>\s*'
                            r'<td class="tablecell [^>]*>(.*?)</td>', page, re.S))
    venue, comments = cells.get('Journal&nbsp;reference'), cells.get('Comments')
    return [{
        'id': bare(meta('arxiv_id')[0])[0], 'version': len(days), 'title_tex': line(meta('title')[0]),
        'abstract_tex': line(meta('abstract')[0]), 'date': meta('date')[0].replace('/', '-'),
        'updated': days[-1], 'doi': meta('doi')[0] if meta('doi') else None,
        'comments': close(line(shown(comments or ''))), 'venue': line(shown(venue or '')),
        'categories': re.findall(r'\(([a-z-]+(?:\.[A-Za-z-]+)?)\)', cells['Subjects']),
        'authors': None if len(meta('author')) > 100 else [n.split(', ')[0] for n in meta('author')],
    }]


def from_page(path):
    """A page of a paper at its publisher's: what its meta elements say."""
    page = open(path, encoding='utf-8').read()
    said = {}
    for tag in re.findall(r'<meta[^>]*>', page):
        found = {k: v.strip('"') for k, v in re.findall(r'(name|content|value)=("[^"]*"|[^\s>]*)', tag)}
        if 'name' in found:
            said.setdefault(found['name'], []).append(html.unescape(found.get('content') or found.get('value') or ''))
    title, doi = said['citation_title'][0], said.get('citation_doi', [None])[0]
    venue = (said.get('citation_journal_title') or said.get('citation_conference_title'))[0]
    return [{'id': None, 'title_tex': title, 'doi': doi, 'venue': venue, 'authors': said['citation_author']}]


def imported(carrel, path):
    with tempfile.TemporaryDirectory() as home:
        env = {'HOME': home, 'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8'}
        done = subprocess.run([carrel, 'import', path], env=env, capture_output=True, text=True)
        listed = subprocess.run([carrel, 'list', '--json', '--limit', '0'], env=env, capture_output=True, text=True)
        return done.returncode, [json.loads(row) for row in listed.stdout.splitlines()]


def differ(path, identifier, field, want, got):
    global wrong
    wrong += 1
    print('%s: %s: %s\n  file   %r\n  carrel %r' % (path, identifier, field, want, got))


def same(field, want, got, pages):
    if field == 'authors' and want and pages == 'abs':
        return len(want) == len(got) and all(w in g for w, g in zip(want, got))
    if field == 'authors' and want:
        return [plain(n) for n in want] == got
    if field == 'comments' and pages:
        return close(want) == close(got)
    if field in ('title_tex', 'abstract_tex') and pages == 'list':
        return close(want) == close(got)
    if field == 'venue' and want and '\\' in want:
        return True  # TeX
    return want == got


def check(carrel, path, read, pages=''):
    global papers_seen
    code, got = imported(carrel, path)
    want = {}
    for p in read(path):
        if p['id'] is None and len(got) == 1:
            p['id'] = got[0]['id']
        want[p['id']] = p
    papers_seen += len(want)
    if code and want:
        differ(path, '-', 'exit code', 0, code)
    if sorted(want) != sorted(p['id'] for p in got):
        differ(path, '-', 'ids', sorted(want), sorted(p['id'] for p in got))
    for p in got:
        for field, value in want.get(p['id'], {}).items():
            if not (field == 'authors' and value is None) and not same(field, value, p[field], pages):
                differ(path, p['id'], field, value, p[field])


def main():
    carrel, folder = sys.argv[1], sys.argv[2]
    groups = (
        (from_feed, '', ('arxiv-api/bodies/*.atom', 'arxiv-api/pubs-legacy/*.atom', 'arxiv-api/*/*.xml',
                         'arxiv-live-*/api_*.xml', 'arxiv-live-*/rss_*.xml', 'arxiv-rss/*.xml')),
        (from_oai, '', ('arxiv-oai/hepcrawl/*.xml', 'arxiv-live-*/oai_arxiv_*.xml', 'arxiv-live-*/oai_dc_*.xml')),
        (from_oai, 'raw', ('arxiv-oai/radar*/*.xml', 'arxiv-live-*/oai_raw_*.xml')),
        (from_list, 'list', ('arxiv-live-*/list_*.html', 'arxiv-html/list_*.html', 'arxiv-live-*/a_*.html')),
        (from_search, 'list', ('arxiv-live-*/search_*.html',)),
        (from_abs, 'abs', ('arxiv-live-*/abs_*.html',)),
        (from_page, 'page', ('papis/*.html', 'biorxiv/*.html')),
    )
    files = 0
    for read, pages, patterns in groups:
        for pattern in patterns:
            for path in sorted(glob.glob(os.path.join(folder, pattern))):
                check(carrel, path, read, pages)
                files += 1
    print('%d files, %d papers, %d differences' % (files, papers_seen, wrong))
    return 1 if wrong or not files else 0


sys.exit(main())
