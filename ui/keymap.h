/*
 * keymap - which key does what: the default keys of config/actions.h with those of the config over
 * them.
 */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "base/vec.h"
#include "config/actions.h"
#include "config/options.h"
#include "input.h"

struct binding {
	unsigned key, contexts;
	enum action action;
};

struct keymap {
	VEC_OF(struct binding); /* the last that fits counts */
};

void keymap_init(struct keymap *m); /* the default keys */
void keymap_release(struct keymap *m);

/* "none" as the action takes a key out. ERR_USAGE names the word that is wrong. */
int keymap_set(struct keymap *m, const char *key, const char *action, struct err *err);

/* The [keys] of the config over the defaults; the first wrong line is answered, the others hold. */
int keymap_configure(struct keymap *m, const struct config *config, struct err *err);

enum action keymap_action(const struct keymap *m, unsigned key, unsigned context);

/*
 * Adds the names of the keys that do an action somewhere in contexts, blanks between; at most
 * `most` of them.
 */
void keymap_keys(const struct keymap *m, enum action action, unsigned contexts, int most,
	struct strbuf *out);

#endif
