#include "keymap.h"

#include <string.h>

static void bind(struct keymap *m, unsigned key, enum action action, unsigned contexts)
{
	vec_push(m, (struct binding){key, contexts, action});
}

void keymap_init(struct keymap *m)
{
	*m = (struct keymap){0};
	for (size_t i = 0; i < actions_n; i++) {
		struct str keys = str_of(actions[i].keys), name;

		while (str_split(&keys, ' ', &name)) {
			char buf[16] = "";

			memcpy(buf, name.p, name.n < sizeof buf ? name.n : sizeof buf - 1);
			bind(m, input_key(buf), actions[i].action, actions[i].contexts);
		}
	}
}

void keymap_release(struct keymap *m)
{
	vec_release(m);
}

int keymap_set(struct keymap *m, const char *key, const char *action, struct err *err)
{
	unsigned k = input_key(key);
	enum action act = action_find(action);

	if (k == K_NONE)
		return err_set(err, ERR_USAGE, "no such key: %s", key);
	if (act == ACT_NONE && strcmp(action, "none") != 0)
		return err_set(err, ERR_USAGE, "no such action: %s", action);
	bind(m, k, act, act == ACT_NONE ? IN_ALL : action_row(act)->contexts);
	return 0;
}

int keymap_configure(struct keymap *m, const struct config *config, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < config_keys(config); i++) {
		const char *key, *action;
		struct err e;
		int line;

		config_key(config, i, &key, &action, &line);
		if (keymap_set(m, key, action, &e) < 0 && !rc)
			rc = err_set(err, ERR_USAGE, "[keys], line %d: %s", line, e.msg);
	}
	return rc;
}

enum action keymap_action(const struct keymap *m, unsigned key, unsigned context)
{
	for (size_t i = m->n; i-- > 0;)
		if (m->at[i].key == key && m->at[i].contexts & context)
			return m->at[i].action;
	return ACT_NONE;
}

void keymap_keys(
	const struct keymap *m, enum action action, unsigned contexts, int most, struct strbuf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < m->n && most > 0; i++) {
		const struct binding *b = &m->at[i];
		unsigned shared = b->contexts & contexts;
		char buf[16];

		if (b->action != action || !shared ||
			keymap_action(m, b->key, shared & -shared) != action)
			continue;
		if (out->len > start)
			strbuf_addch(out, ' ');
		strbuf_addz(out, input_key_name(b->key, buf));
		most--;
	}
}
