/*
 * READMEs: what stays of Markdown, HTML and reStructuredText, and which papers are named.
 */
#include "../test.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "extract/readme.h"

static void reads(enum readme_format format, const char *raw, const char *text)
{
	struct arena a = ARENA_INIT;
	struct readme r;

	readme_read(str_of(raw), format, &a, &r);
	assert_string_equal(r.text, text);
	arena_release(&a);
}

#define MARKDOWN(raw, text) reads(README_MARKDOWN, raw, text)
#define HTML(raw, text) reads(README_HTML, raw, text)
#define RST(raw, text) reads(README_RST, raw, text)

static void test_markdown_blocks(void **state)
{
	(void)state;
	MARKDOWN("# Title #\ntext\nof one\nparagraph\n\n\n\nnext", "# Title\n\ntext of one paragraph\n\nnext");
	MARKDOWN("Title\n=====\nSub\n---\nx", "# Title\n\n## Sub\n\nx");
	MARKDOWN("- a\n- b\n  goes on\n  * c\n    1. d\n- e\n\ntext",
		"- a\n- b goes on\n  - c\n    1. d\n- e\n\ntext");
	MARKDOWN("1. one\n2. two\n\n   more\n3) three", "1. one\n2. two\nmore\n3) three");
	MARKDOWN("- [ ] code\n- [x] data", "- [ ] code\n- [x] data");
	MARKDOWN("> said\n> so\n\nnot", "> said so\n\nnot");
	MARKDOWN("a\n\n---\n\nb", "a\n\nb");
	MARKDOWN("one  \ntwo\\\nthree", "one\ntwo\nthree");
	MARKDOWN("---\nlicense: mit\ntags: [x]\n---\n# Model", "# Model");
	MARKDOWN("#hashtag", "#hashtag");
}

static void test_markdown_code(void **state)
{
	(void)state;
	MARKDOWN("run\n```bash\npip install x  # *not* [a](b)\n\n\tmake\n```\nend",
		"run\n\n    pip install x  # *not* [a](b)\n\n        make\n\nend");
	MARKDOWN("~~~~\n~~~\n~~~~\n", "    ~~~");
	MARKDOWN("see\n\n    indented <b>\n\nend", "see\n\n    indented <b>\n\nend");
	MARKDOWN("`a*b*` and ``x ` y``", "`a*b*` and `x ` y`");
	MARKDOWN("```\nnever closed\n# code", "    never closed\n    # code");
}

static void test_markdown_table(void **state)
{
	(void)state;
	MARKDOWN("| Model | Acc |\n|:--|--:|\n| **A** | 91.2 |\n| B \\| C | |\n\nend",
		"Model | Acc\nA | 91.2\nB | C\n\nend");
	MARKDOWN("text\na | b\n--|--\n1 | 2\n", "text\n\na | b\n1 | 2");
	MARKDOWN("a | b\nno table", "a | b no table");
	MARKDOWN("|x|y|z|\n|-|-|-|\n|1||3|", "x | y | z\n1 |  | 3");
	MARKDOWN("a|b\n==\n|-|\n|1|2|\n", "# a|b\n\n|-| |1|2|"); /* what heads a section heads no table */
}

static void test_markdown_links(void **state)
{
	(void)state;
	MARKDOWN("[paper](https://arxiv.org/abs/2210.05177 \"title\").", "paper (https://arxiv.org/abs/2210.05177).");
	MARKDOWN("[a][r] [r][] [r] [n]\n\n[R]: <https://x.org/a> 'x'",
		"a (https://x.org/a) r (https://x.org/a) r (https://x.org/a) [n]");
	MARKDOWN("[docs](docs/a.md) [run](./run.sh) [up](#top) [m](mailto:a@b.org) [r](/root)",
		"docs (./docs/a.md) run (./run.sh) up m r");
	MARKDOWN("<https://x.org/?a=1&b=2> https://y.org", "https://x.org/?a=1&b=2 https://y.org");
	MARKDOWN("[https://x.org/a](https://x.org/a) [x.org/a](https://x.org/a)", "https://x.org/a x.org/a");
	MARKDOWN("[wiki](https://x.org/a_(b))", "wiki (https://x.org/a_(b))");
	MARKDOWN("[**b** `c`](https://x.org)", "b `c` (https://x.org)");
	MARKDOWN("[a [b] c](https://x.org) [un(done](", "a [b] c (https://x.org) [un(done](");
}

static void test_markdown_pictures(void **state)
{
	(void)state;
	MARKDOWN("# ![logo](l.png) Name ![x][y]\n\n[![CI](https://img.shields.io/a)](https://ci.org) ![b](c)\n\n"
		 "[y]: z.png\n\ntext",
		"# Name\n\ntext");
	MARKDOWN("# ![logo](l.png)\n\n- ![a](b)\n\ntext", "text");
	MARKDOWN("<p align=\"center\">\n  <img src=\"a.png\" alt='x > y'>\n</p>\n\nNext", "Next");
	MARKDOWN("| ![a](b) | ![c](d) |\n|--|--|\n| one | two |", "one | two");
}

static void test_markdown_inline(void **state)
{
	(void)state;
	MARKDOWN("**bold** *it* __b__ _i_ ~~gone~~ snake_case_name 2*3 4 * 5 ***x***",
		"bold it b i gone snake_case_name 2*3 4 * 5 x");
	MARKDOWN("\\*not\\* \\[x\\](y) a\\b", "*not* [x](y) a\\b");
	MARKDOWN("a &amp; b &lt;c&gt; &#8217;&#x2019; &nbsp;x &unknown; &", "a & b <c> ’’ x &unknown; &");
	MARKDOWN("x<br>y <sub>2</sub> <kbd>q</kbd> vector<int> a < b <!-- no --> z",
		"x\ny 2 q vector<int> a < b z");
	MARKDOWN("a\n<!-- hidden\n\n```\nno code\n-->\nb", "a\n\nb");
	MARKDOWN("<details><summary>More</summary>\n\ninside **it**\n\n</details>", "More\n\ninside it");
	MARKDOWN("see <a href=\"https://x.org/?a=1&amp;b=2\">the *page*</a>, <a name=top></a>ok",
		"see the page (https://x.org/?a=1&b=2), ok");
}

static void test_html(void **state)
{
	(void)state;
	HTML("<article><h1>T</h1><p>a\n b <strong>c</strong></p><ul>\n<li>one</li>\n<li><p>two</p><ul>"
	     "<li>in</li></ul></li></ul><p>end</p></article>",
		"# T\n\na b c\n\n- one\n- two\n  - in\n\nend");
	HTML("<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td><p>1</p></td><td></td></tr>"
	     "<tr><td></td><td>2<br>3</td></tr></table>x",
		"a | b\n1\n | 2 3\n\nx");
	HTML("<pre><code>if x:\n    y &lt; 1\n\nz</code></pre>after", "    if x:\n        y < 1\n\n    z\n\nafter");
	HTML("<blockquote><p>q</p></blockquote>x", "> q\n\nx");
	HTML("<script>bad()</script><style>p{}</style>good<svg><text>no</text></svg>", "good");
	HTML("<script>never closed", "never closed");
	HTML("a<a href='https://x.org'><img src=b></a>b", "ab");
	HTML("&#27;[31mred&#x202e; &#x9b;2J", "[31mred 2J");
}

static void test_rst(void **state)
{
	(void)state;
	RST("=====\nTitle\n=====\n\nSub\n---\n\nOne\ntwo.\n", "# Title\n\n## Sub\n\nOne two.");
	RST("|badge| Text with ``code`` and `a link <https://x.org>`_ and `label`_ and :ref:`x`.\n\n"
	    ".. _label: https://y.org\n.. |badge| image:: b.svg\n   :target: https://ci.org\n",
		"Text with `code` and a link (https://x.org) and label (https://y.org) and `x`.");
	RST("Run::\n\n   make\n     x\n\nThen\n\n.. code-block:: python\n   :linenos:\n\n   import x\n\nend",
		"Run:\n\n    make\n      x\n\nThen\n\n    import x\n\nend");
	RST("- a\n- b\n\n  goes on\n\n1. **c**\n", "- a\n- b\n\ngoes on\n\n1. c");
	RST(".. note:: Code will come.\n\n.. image:: x.png\n   :alt: y\n\nz", "Code will come.\n\nz");
	RST("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n", "a | b\n1 | 2");
}

static void test_plain(void **state)
{
	(void)state;
	reads(README_PLAIN, "A *b*\r\n  c\r\n\r\n\r\n\r\nd <e>\n", "A *b*\nc\n\nd <e>");
	reads(README_PLAIN, "", "");
	reads(README_PLAIN, "bad \xff\xfe bytes \x1b[31m", "bad \xef\xbf\xbd\xef\xbf\xbd bytes");
}

static void test_names(void **state)
{
	(void)state;
	assert_true(readme_named(str_of("README.md")) && readme_named(str_of("readme")));
	assert_true(readme_named(str_of("Readme.rst")) && readme_named(str_of("README_EN.md")));
	assert_true(readme_named(str_of("README.zh-CN.md")));
	assert_false(readme_named(str_of("readme.c")) || readme_named(str_of("readmeter.md")));
	assert_false(readme_named(str_of("READ.md")) || readme_named(str_of("")));
	assert_int_equal(readme_format(str_of("ReadMe.MD")), README_MARKDOWN);
	assert_int_equal(readme_format(str_of("README.rst")), README_RST);
	assert_int_equal(readme_format(str_of("README")), README_PLAIN);
}

static void names_papers(const char *raw, const char *ids)
{
	struct arena a = ARENA_INIT;
	struct strs papers = {0};
	struct strbuf got = STRBUF_INIT;

	readme_papers(str_of(raw), &a, &papers);
	for (size_t i = 0; i < papers.n; i++)
		strbuf_addf(&got, "%s%s", i ? " " : "", papers.at[i]);
	assert_string_equal(got.buf, ids);
	strbuf_release(&got);
	arena_release(&a);
}

static void test_papers(void **state)
{
	(void)state;
	names_papers("[![arXiv](https://img.shields.io/badge/arXiv-1.svg)](https://arxiv.org/abs/2210.05177v2) "
		     "https://arxiv.org/pdf/2210.05177.pdf http://arxiv.org/abs/hep-th/9711200",
		"arxiv:2210.05177 arxiv:hep-th/9711200");
	names_papers("https://doi.org/10.1145/3292500.3330701, https://doi.org/10.48550/arXiv.1706.03762",
		"doi:10.1145/3292500.3330701 arxiv:1706.03762");
	names_papers("https://dl.acm.org/doi/abs/10.1145/3292500.3330701 "
		     "[s](https://link.springer.com/chapter/10.1007/978-3-030-58452-8_13)",
		"doi:10.1145/3292500.3330701 doi:10.1007/978-3-030-58452-8_13");
	names_papers("https://openreview.net/forum?id=6Tm1mposlrM&noteId=x https://openreview.net/pdf?id=6Tm1mposlrM "
		     "https://openreview.net/group?id=ICLR.cc",
		"openreview:6Tm1mposlrM");
	names_papers("https://aclanthology.org/2021.cinlp-1.3/ https://www.aclweb.org/anthology/P19-1001.pdf "
		     "https://aclanthology.org/2020.acl-main.747.pdf https://aclanthology.org/volumes/2021.cinlp-1/ "
		     "https://aclanthology.org/events/acl-2020/",
		"acl:2021.cinlp-1.3 acl:P19-1001 acl:2020.acl-main.747");
	names_papers("https://huggingface.co/papers/2307.09288 https://ar5iv.org/abs/1910.06709 "
		     "https://www.alphaxiv.org/abs/2503.14476",
		"arxiv:2307.09288 arxiv:1910.06709 arxiv:2503.14476");
	names_papers("journal={arXiv preprint arXiv:2503.00587},\n eprint={2104.09864},\n"
		     " doi = {10.1109/CVPR.2016.90},",
		"arxiv:2503.00587 arxiv:2104.09864 doi:10.1109/cvpr.2016.90");
	names_papers("https://doi.org/10.5281/zenodo.1234567 https://arxiv.org/list/cs.CL/new arXiv:soon "
		     "https://github.com/a/b https://arxiv.org/a/shen_l_1",
		"");
}

/* Text that makes a careless reader look again and again at the same bytes. */
static void test_hostile(void **state)
{
	static const char *const pieces[] = {"[", "[a](", "![[", "<a x=\"", "`a``", "<!--", "&#", "**_", "[a][", "> ",
		"- ",
		"<b", "|", "<script>", "<table><tr>", "[[[](x)", "\\", "<a href=x>", "<pre>"};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (int format = README_PLAIN; format <= README_HTML; format++) {
			struct strbuf sb = STRBUF_INIT;
			struct arena a = ARENA_INIT;
			struct readme r;

			while (sb.len < README_MOST)
				strbuf_addz(&sb, pieces[i]);
			readme_read(strbuf_str(&sb), (enum readme_format)format, &a, &r);
			assert_true(utf8_valid(str_of(r.text)));
			assert_true(strlen(r.text) < README_MOST);
			strbuf_release(&sb);
			arena_release(&a);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markdown_blocks),
		cmocka_unit_test(test_markdown_code),
		cmocka_unit_test(test_markdown_table),
		cmocka_unit_test(test_markdown_links),
		cmocka_unit_test(test_markdown_pictures),
		cmocka_unit_test(test_markdown_inline),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_rst),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_papers),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
