/*
 * manual TEMPLATE > PAGE: puts the tables of the program where the template has a line "@name@", so that the manual
 * cannot say anything else than the program does. Runs at build time.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "command/verb.h"
#include "config.h"
#include "config/actions.h"
#include "config/options.h"
#include "exchange/format.h"

/* Text as roff shows it (groff_char(7)): no control line, no escape, and a "-" that can be copied. */
static void put_text(const char *z)
{
	if (*z == '.' || *z == '\'')
		fputs("\\&", stdout);
	for (; *z; z++)
		if (*z == '\\')
			fputs("\\e", stdout);
		else if (*z == '-')
			fputs("\\-", stdout);
		else if (*z == '\'')
			fputs("\\(aq", stdout);
		else
			putchar(*z);
}

static void put_bold(const char *z)
{
	fputs("\\fB", stdout);
	put_text(z);
	fputs("\\fR", stdout);
}

static void put_italic(const char *z)
{
	fputs("\\fI", stdout);
	put_text(z);
	fputs("\\fR", stdout);
}

static void put_options(const struct verb_option *o)
{
	for (; o && o->name; o++) {
		puts(".TP");
		if (o->alias) {
			put_bold(o->alias);
			fputs(", ", stdout);
		}
		put_bold(o->name);
		if (o->value) {
			putchar(' ');
			put_italic(o->value);
		}
		putchar('\n');
		put_text(o->doc);
		puts(".");
	}
}

static void global_table(void)
{
	put_options(global_options);
}

static void verbs_table(void)
{
	for (size_t i = 0; verbs[i]; i++) {
		fputs(".SS carrel ", stdout);
		put_text(verbs[i]->name);
		putchar(' ');
		put_text(verbs[i]->args);
		putchar('\n');
		put_text(verbs[i]->more);
		putchar('\n');
		put_options(verbs[i]->options);
	}
}

static void formats_table(void)
{
	for (size_t i = 0; formats[i]; i++) {
		puts(".TP");
		put_bold(formats[i]->name);
		printf(" (%s)\n", formats[i]->read && formats[i]->write ? "read, written"
				  : formats[i]->read			? "read"
									: "written");
		put_text(formats[i]->doc);
		putchar('\n');
	}
}

static void settings_table(void)
{
	const char *section = "";

	for (size_t i = 0; i < options_n; i++) {
		const struct option *o = &options[i];

		if (strcmp(section, o->section)) {
			section = o->section;
			printf(".SS [%s]\n", section);
		}
		puts(".TP");
		put_bold(o->name);
		fputs(" = ", stdout);
		put_italic(*o->fallback ? o->fallback : "(nothing)");
		putchar('\n');
		put_text(o->doc);
		putchar('\n');
		if (o->words) {
			fputs("One of: ", stdout);
			put_text(o->words);
			puts(".");
		}
	}
}

static void keys_table(void)
{
	for (size_t i = 0; i < actions_n; i++) {
		puts(".TP");
		put_bold(actions[i].name);
		fputs(": ", stdout);
		put_italic(actions[i].keys);
		putchar('\n');
		put_text(actions[i].doc);
		putchar('\n');
	}
}

static void version(void)
{
	puts(PACKAGE_STRING);
}

static const struct {
	const char *name;
	void (*put)(void);
} tables[] = {
	{"@options@", global_table},
	{"@verbs@", verbs_table},
	{"@formats@", formats_table},
	{"@settings@", settings_table},
	{"@keys@", keys_table},
	{"@version@", version},
};

static void put_line(struct str line)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (str_eqz(line, tables[i].name)) {
			tables[i].put();
			return;
		}
	printf("%.*s\n", STR_ARG(line));
}

int main(int argc, char **argv)
{
	struct strbuf text = STRBUF_INIT;
	struct str rest, line;
	struct err err;

	if (argc != 2 || file_read(argv[1], 1 << 20, &text, &err) < 0) {
		fprintf(stderr, "manual: %s\n", argc == 2 ? err.msg : "usage: manual TEMPLATE");
		return 1;
	}
	rest = strbuf_str(&text);
	while (str_line(&rest, &line))
		put_line(line);
	strbuf_release(&text);
	return 0;
}
