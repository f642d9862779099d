#include "../test.h"

#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "config/actions.h"
#include "config/options.h"
#include "config/presets.h"

/* A folder for each test, and what the reader was warned of, a line each. */
struct fixture {
	char folder[64];
	char path[128];
	struct strbuf warnings;
	struct config *config;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	snprintf(f->folder, sizeof f->folder, "/tmp/carrel-config-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof f->path, "%s/config", f->folder);
	strbuf_init(&f->warnings);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	const char *const names[] = {"config", "a", "b"};
	char path[128];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", f->folder, names[i]);
		unlink(path);
	}
	rmdir(f->folder);
	config_close(f->config);
	strbuf_release(&f->warnings);
	free(f);
	return 0;
}

static void write_to(const struct fixture *f, const char *name, const char *text)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", f->folder, name);
	assert_int_equal(file_write(path, str_of(text), NULL), 0);
}

static void on_warning(void *data, const char *message)
{
	struct fixture *f = data;

	strbuf_addf(&f->warnings, "%s\n", message);
}

static void read_config(struct fixture *f, const char *text)
{
	struct err err = {""};

	write_to(f, "config", text);
	config_close(f->config);
	strbuf_reset(&f->warnings);
	if (config_open(&f->config, f->path, on_warning, f, &err) < 0)
		fail_msg("%s", err.msg);
}

static void starts_with_the_defaults(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(config_open(&f->config, f->path, on_warning, f, NULL), 0);
	assert_string_equal(f->warnings.buf, "");
	assert_string_equal(config_text(f->config, "browser.layout"), "auto");
	assert_string_equal(config_text(f->config, "open.browser"), "");
	assert_int_equal(config_number(f->config, "list.limit"), 50);
	assert_true(config_flag(f->config, "browser.mouse"));
	assert_false(config_is_set(f->config, "browser.mouse"));
	assert_int_equal(config_keys(f->config), 0);
}

static void reads_what_the_file_says(void **state)
{
	struct fixture *f = *state;
	const char *home = getenv("HOME");
	char want[256];

	read_config(f, "\xEF\xBB\xBF# a comment\r\n[browser]\r\n  layout=rows \r\nmouse = Off\r\n\r\n"
		"[list]\nlimit = 0\n[open]\nbrowser = \"firefox --new-tab %s\"\n"
		"[endpoint]\ngithub_www = http://127.0.0.1:8080/#x\n"
		"[library]\npath = papers/my.db\n[list]\nlimit = 7");
	assert_string_equal(f->warnings.buf, "");
	assert_string_equal(config_text(f->config, "browser.layout"), "rows");
	assert_false(config_flag(f->config, "browser.mouse"));
	assert_true(config_is_set(f->config, "browser.mouse"));
	assert_int_equal(config_number(f->config, "list.limit"), 7);
	assert_string_equal(config_text(f->config, "open.browser"), "firefox --new-tab %s");
	assert_string_equal(config_text(f->config, "endpoint.github_www"), "http://127.0.0.1:8080/#x");
	snprintf(want, sizeof want, "%s/papers/my.db", f->folder);
	assert_string_equal(config_text(f->config, "library.path"), want);
	if (home) {
		read_config(f, "[library]\npath = ~/my.db\n");
		snprintf(want, sizeof want, "%s/my.db", home);
		assert_string_equal(config_text(f->config, "library.path"), want);
	}
}

static void warns_of_what_it_passes_over(void **state)
{
	static const struct {
		const char *text, *says;
	} rows[] = {
		{"limit = 3\n", ":1: \"limit\" stands before any [section]"},
		{"[list]\nlimits = 3\n", ":2: there is no option \"limits\" in [list]"},
		{"[list]\n\nlimit\n", ":3: \"name = value\" was expected"},
		{"[list]\nlimit = many\n", ":2: limit is a number from 0"},
		{"[list]\nlimit = -1\n", ":2: limit is a number"},
		{"[list]\nlimit = 99999999999\n", ":2: limit is a number"},
		{"[list]\nlimit =\n", ":2: limit is a number"},
		{"[browser]\nlayout = tiles\n", ":2: layout is one of auto columns rows list, not \"tiles\""},
		{"[browser]\nmouse = perhaps\n", ":2: mouse is yes or no"},
		{"[browzer]\nmouse = no\n", ":1: there is no section [browzer]"},
		{"[browser\nmouse = no\n", ":1: \"]\" is missing"},
		{"[keys]\nx =\n", ":2: no action for the key \"x\""},
		{"[list]\nlimit\xff = 3\n", ":2: the line is no UTF-8"},
		{"include = nowhere\n", "nowhere: No such file"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture *f = *state;

		read_config(f, rows[i].text);
		if (!strstr(f->warnings.buf, rows[i].says) || strncmp(f->warnings.buf, f->path, strlen(f->path)))
			fail_msg("%s warns: %s", rows[i].text, f->warnings.buf);
		assert_int_equal(config_number(f->config, "list.limit"), 50);
		assert_true(config_flag(f->config, "browser.mouse"));
	}
}

static void goes_on_after_a_wrong_line(void **state)
{
	struct fixture *f = *state;

	read_config(f, "[list]\nwrong\nlimit = 9\n[nowhere]\na = 1\nb = 2\n[browser]\ntheme = light\n");
	assert_int_equal(config_number(f->config, "list.limit"), 9);
	assert_string_equal(config_text(f->config, "browser.theme"), "light");
	assert_null(strstr(f->warnings.buf, ":5:")); /* the section was told once */
}

static void warnings_are_safe_to_show(void **state)
{
	struct fixture *f = *state;

	read_config(f, "[list]\nlimit = \x1b[31m\n[a\x07]\n");
	assert_null(strchr(f->warnings.buf, 0x1B));
	assert_null(strchr(f->warnings.buf, 0x07));
}

static void expect_key(const struct fixture *f, size_t n, const char *key, const char *action, int line)
{
	const char *k, *a;
	int at;

	assert_true(n < config_keys(f->config));
	config_key(f->config, n, &k, &a, &at);
	assert_string_equal(k, key);
	assert_string_equal(a, action);
	assert_int_equal(at, line);
}

static void reads_keys_in_order(void **state)
{
	struct fixture *f = *state;

	read_config(f, "[keys]\nj = down\n# k = up\n= = facts\n# = open-link\n#= = links\n#j = up\n"
		"[ = first\n^D=last\n[list]\nlimit = 1\n");
	assert_string_equal(f->warnings.buf, "");
	assert_int_equal(config_keys(f->config), 5);
	expect_key(f, 0, "j", "down", 2);
	expect_key(f, 1, "=", "facts", 4);
	expect_key(f, 2, "#", "open-link", 5);
	expect_key(f, 3, "[", "first", 8);
	expect_key(f, 4, "^D", "last", 9);
	assert_int_equal(config_number(f->config, "list.limit"), 1);
}

static void includes_files_beside_it(void **state)
{
	struct fixture *f = *state;

	write_to(f, "a", "[list]\nlimit = 3\ninclude = b\n[browser]\nwrong = 1\n");
	write_to(f, "b", "[browser]\ntheme = mono\n");
	read_config(f, "[list]\nlimit = 2\ninclude = a\nlimits = 1\n");
	assert_int_equal(config_number(f->config, "list.limit"), 3);
	assert_string_equal(config_text(f->config, "browser.theme"), "mono");
	assert_non_null(strstr(f->warnings.buf, "/a:5: there is no option \"wrong\" in [browser]"));
	assert_non_null(strstr(f->warnings.buf, "/config:4: there is no option \"limits\" in [list]"));
}

static void a_file_that_includes_itself_ends(void **state)
{
	struct fixture *f = *state;

	read_config(f, "include = config\n[list]\nlimit = 4\n");
	assert_non_null(strstr(f->warnings.buf, "include each other"));
	assert_int_equal(config_number(f->config, "list.limit"), 4);
}

static void presets_name_real_actions(void **state)
{
	struct fixture *f = *state;
	const char *key, *action;
	int line;

	for (size_t i = 0; preset_name(i); i++) {
		char text[64];

		snprintf(text, sizeof text, "include = %s\n", preset_name(i));
		read_config(f, text);
		assert_string_equal(f->warnings.buf, "");
		assert_true(config_keys(f->config) > 10);
		for (size_t k = 0; k < config_keys(f->config); k++) {
			config_key(f->config, k, &key, &action, &line);
			if (action_find(action) == ACT_NONE)
				fail_msg("%s:%d: there is no action %s", preset_name(i), line, action);
		}
	}
	assert_null(preset_find("vim"));
}

/* The sample changes nothing, and with its comment signs taken off it says what holds anyway. */
static void sample_holds_every_default(void **state)
{
	struct fixture *f = *state;
	struct strbuf sample = STRBUF_INIT, bare = STRBUF_INIT;
	struct str rest, line;
	size_t keys = 0;

	config_sample(&sample);
	read_config(f, sample.buf);
	assert_string_equal(f->warnings.buf, "");
	assert_int_equal(config_keys(f->config), 0);
	rest = strbuf_str(&sample);
	while (str_line(&rest, &line)) {
		bool setting = line.n > 1 && line.p[0] == '#' && line.p[1] != ' ';

		strbuf_addstr(&bare, setting ? str_sub(line, 1, line.n) : line);
		strbuf_addch(&bare, '\n');
	}
	read_config(f, bare.buf);
	assert_string_equal(f->warnings.buf, "");
	for (size_t i = 0; i < options_n; i++) {
		char name[64];

		snprintf(name, sizeof name, "%s.%s", options[i].section, options[i].name);
		assert_true(config_is_set(f->config, name));
		assert_string_equal(config_text(f->config, name), options[i].fallback);
	}
	for (size_t i = 0; i < actions_n; i++)
		keys += strlen(actions[i].keys) > 0;
	assert_true(config_keys(f->config) >= keys);
	strbuf_release(&sample);
	strbuf_release(&bare);
}

static void a_file_that_cannot_be_read_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct err err = {""};

	assert_int_equal(config_open(&f->config, f->folder, on_warning, f, &err), ERR_FAILED);
	assert_null(f->config);
	assert_non_null(strstr(err.msg, f->folder));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(starts_with_the_defaults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reads_what_the_file_says, set_up, tear_down),
		cmocka_unit_test_setup_teardown(warns_of_what_it_passes_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(goes_on_after_a_wrong_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(warnings_are_safe_to_show, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reads_keys_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(includes_files_beside_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_includes_itself_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(presets_name_real_actions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sample_holds_every_default, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_is_an_error, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
