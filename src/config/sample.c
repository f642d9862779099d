#include <string.h>

#include "config/actions.h"
#include "config/options.h"

static void add_choice(const struct option *o, struct strbuf *out)
{
	if (o->type == OPTION_WORDS)
		strbuf_addf(out, "# One of: %s.\n", o->words);
	else if (o->type == OPTION_FLAG)
		strbuf_addz(out, "# yes or no.\n");
	else if (o->type == OPTION_NUMBER)
		strbuf_addf(out, "# From %d to %d.\n", o->least, o->most);
}

static void add_option(const struct option *o, struct strbuf *out)
{
	strbuf_addf(out, "\n# %s\n", o->doc);
	add_choice(o, out);
	strbuf_addf(out, "#%s =%s%s\n", o->name, *o->fallback ? " " : "", o->fallback);
}

static void add_keys(const struct action_row *row, struct strbuf *out)
{
	struct str keys = str_of(row->keys), key;

	strbuf_addf(out, "\n# %s\n", row->doc);
	while (str_split(&keys, ' ', &key))
		strbuf_addf(out, "#%.*s = %s\n", STR_ARG(key), row->name);
}

void config_sample(struct strbuf *out)
{
	strbuf_addz(out,
		"# Settings of Carrel, all at their defaults: take the \"#\" off a line to change it.\n"
		"# include = FILE reads another file in its place, relative to this one;\n"
		"# include = newsboat and include = neomutt give the keys of those programs.\n");
	for (size_t i = 0; i < options_n; i++) {
		if (!i || strcmp(options[i].section, options[i - 1].section) != 0)
			strbuf_addf(out, "\n[%s]\n", options[i].section);
		add_option(&options[i], out);
	}
	strbuf_addz(out, "\n# KEY = ACTION; the action \"none\" takes a key out.\n[keys]\n");
	for (size_t i = 0; i < actions_n; i++)
		add_keys(&actions[i], out);
}
