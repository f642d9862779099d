#include "app/opener.h"

#include <string.h>

#include "app/spawn.h"
#include "base/split.h"
#include "base/url.h"

enum { URL_LONGEST = 2048 };

/* Why a byte may not stand in a link that goes to a program, or NULL. */
static const char *bad_byte(unsigned char c)
{
	if (c < 0x20 || c == 0x7F)
		return "a control character";
	if (c == ' ')
		return "a blank";
	return strchr("\"'<>`{}|\\^", c) ? "a character that no link has" : NULL;
}

static int check_bytes(struct str url, struct err *err)
{
	if (url.n > URL_LONGEST)
		return err_set(err, ERR_FAILED, "the link is longer than %d bytes", URL_LONGEST);
	if (str_starts(url, "-"))
		return err_set(err, ERR_FAILED, "the link starts with \"-\"");
	for (size_t i = 0; i < url.n; i++) {
		const char *why = bad_byte((unsigned char)url.p[i]);

		if (why)
			return err_set(err, ERR_FAILED, "the link has %s at %zu", why, i + 1);
	}
	return 0;
}

static bool is_ascii(const char *z)
{
	for (; *z; z++)
		if ((unsigned char)*z >= 0x80)
			return false;
	return true;
}

static void add_encoded(struct strbuf *out, const char *before, const char *z)
{
	if (!*z)
		return;
	strbuf_addz(out, before);
	for (; *z; z++)
		if ((unsigned char)*z >= 0x80)
			strbuf_addf(out, "%%%02X", (unsigned char)*z);
		else
			strbuf_addch(out, *z);
}

int opener_gate(const char *text, struct strbuf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct url url;
	int rc = check_bytes(str_of(text), err);

	if (rc == 0)
		rc = url_parse(&url, str_of(text), &a, err);
	if (rc == 0 && (!*url.host || !is_ascii(url.host)))
		rc = err_set(err, ERR_FAILED, "the link has no host that could be trusted");
	if (rc == 0) {
		strbuf_addf(out, "%s://%s", url.scheme, url.host);
		add_encoded(out, ":", url.port);
		add_encoded(out, "", url.path);
		add_encoded(out, "?", url.query);
		add_encoded(out, "#", url.fragment);
	}
	arena_release(&a);
	return rc;
}

/* One command; false where its program is not found. */
static bool command_argv(const char *command, const char *url, struct arena *a, struct strs *argv)
{
	bool placed = false;

	argv->n = 0;
	if (split_words(command, a, argv, NULL) < 0 || !argv->n || !spawn_found(argv->at[0])) {
		argv->n = 0;
		return false;
	}
	for (size_t i = 1; i < argv->n; i++)
		if (!strcmp(argv->at[i], "%s")) {
			argv->at[i] = url;
			placed = true;
		}
	if (!placed)
		vec_push_in(a, argv, url);
	vec_push_in(a, argv, NULL);
	argv->n--;
	return true;
}

bool opener_argv(const char *command, const char *url, struct arena *a, struct strs *argv)
{
	struct str rest = str_of(command), one;

	while (str_split(&rest, ':', &one))
		if (command_argv(arena_str(a, one), url, a, argv))
			return true;
	argv->n = 0;
	return false;
}

static bool is_pdf(const char *url)
{
	struct str s = str_of(url);

	return str_ends(s, ".pdf") || str_find(s, "/pdf/") >= 0 || str_find(s, "/pdf?") >= 0;
}

int opener_choose(struct desk *d, const char *url, struct arena *a, struct strs *argv, struct err *err)
{
	struct config *c;
	const char *set = "";
	int rc = desk_config(d, &c, err);

	if (rc < 0)
		return rc;
	if (is_pdf(url))
		set = config_text(c, "open.pdf");
	if (!*set)
		set = config_text(c, "open.browser");
	if (*set && !command_argv(set, url, a, argv))
		return err_set(err, ERR_FAILED, "%s is not found; see [open] in the config", set);
	if (*set || opener_argv(getenv("BROWSER"), url, a, argv) || opener_argv("xdg-open:open", url, a, argv))
		return 0;
	return err_set(err, ERR_FAILED, "no program to open %s with; set BROWSER or open.browser", url);
}

/* Whether a program works in the terminal: its name is in the list. */
static int in_terminal(struct desk *d, const char *program, bool *yes, struct err *err)
{
	const char *slash = strrchr(program, '/'), *name = slash ? slash + 1 : program;
	struct config *c;
	struct str list, one;
	int rc = desk_config(d, &c, err);

	*yes = false;
	if (rc < 0)
		return rc;
	list = str_of(config_text(c, "open.in_terminal"));
	while (!*yes && str_split(&list, ' ', &one))
		*yes = str_eqz(one, name);
	return 0;
}

static int run_here(char *const argv[], const struct opener_screen *screen, struct err *err)
{
	int rc;

	if (screen && !screen->leave(screen->data))
		return err_set(err, ERR_FAILED, "%s works in the terminal, which is not free here", argv[0]);
	rc = spawn_wait(argv, err);
	if (screen)
		screen->enter(screen->data);
	return rc;
}

int opener_open(struct desk *d, const char *url, const struct opener_screen *screen, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct strbuf gated = STRBUF_INIT;
	struct strs argv = {0};
	bool here = false;
	int rc = opener_gate(url, &gated, err);

	if (rc == 0)
		rc = opener_choose(d, gated.buf, &a, &argv, err);
	if (rc == 0)
		rc = in_terminal(d, argv.at[0], &here, err);
	if (rc == 0)
		rc = here ? run_here((char *const *)argv.at, screen, err)
			  : spawn_detached((char *const *)argv.at, err);
	strbuf_release(&gated);
	arena_release(&a);
	return rc;
}
