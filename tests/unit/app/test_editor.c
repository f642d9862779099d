#include "../test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app/editor.h"
#include "base/file.h"

static char home[] = "/tmp/carrel-editor-XXXXXX";
static char script[64], edited[64];

/* An editor that keeps what it was given, tells the rights of the file, and writes something else. */
static int set_up(void **state)
{
	static const char text[] = "#!/bin/sh\n"
		"[ \"$1\" = --wait ] && shift\n"
		"cp \"$1\" \"$HOME/edited\"\n"
		"stat -c %a \"$1\" >>\"$HOME/edited\"\n"
		"printf '%s' \"$1\" >\"$HOME/name\"\n"
		"printf 'after\\n' >\"$1\"\n"
		"exit ${EXIT:-0}\n";

	(void)state;
	if (!mkdtemp(home))
		return -1;
	snprintf(script, sizeof script, "%s/editor", home);
	snprintf(edited, sizeof edited, "%s/edited", home);
	setenv("HOME", home, 1);
	setenv("TMPDIR", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("CARREL_CONFIG");
	return file_write(script, (struct str){text, sizeof text - 1}, NULL) < 0 ? -1 : chmod(script, 0700);
}

static int clean_up(void **state)
{
	char name[64];

	(void)state;
	snprintf(name, sizeof name, "%s/name", home);
	unlink(name);
	unlink(script);
	unlink(edited);
	return rmdir(home); /* fails where a note was left behind */
}

static void edits_a_private_file(void **state)
{
	struct desk d = {.quiet = true};
	struct strbuf out = STRBUF_INIT, saw = STRBUF_INIT, line = STRBUF_INIT;
	struct err err = {""};

	(void)state;
	strbuf_addf(&line, "%s --wait", script);
	setenv("EDITOR", line.buf, 1);
	assert_int_equal(editor_edit(&d, STR_LIT("before; $(touch x)\n"), &out, &err), 0);
	assert_string_equal(out.buf, "after\n");
	assert_int_equal(file_read(edited, 1000, &saw, &err), 0);
	assert_string_equal(saw.buf, "before; $(touch x)\n600\n");
	strbuf_release(&line);
	strbuf_release(&saw);
	strbuf_release(&out);
	desk_release(&d);
}

static void an_editor_that_fails_changes_nothing(void **state)
{
	struct desk d = {.quiet = true};
	struct strbuf out = STRBUF_INIT;
	struct err err = {""};

	(void)state;
	setenv("EDITOR", script, 1);
	setenv("EXIT", "1", 1);
	assert_int_equal(editor_edit(&d, STR_LIT("before"), &out, &err), ERR_FAILED);
	assert_int_equal(out.len, 0);
	assert_non_null(strstr(err.msg, "ended with code 1"));
	unsetenv("EXIT");
	setenv("EDITOR", "no-such-editor-here", 1);
	assert_int_equal(editor_edit(&d, STR_LIT("before"), &out, &err), ERR_FAILED);
	assert_int_equal(out.len, 0);
	strbuf_release(&out);
	desk_release(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits_a_private_file),
		cmocka_unit_test(an_editor_that_fails_changes_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, clean_up);
}
