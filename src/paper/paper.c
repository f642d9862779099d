#include "paper/paper.h"

#include <string.h>

const char *const paper_state_names[PAPER_STATES] = {
	[STATE_NONE] = "",
	[STATE_TO_READ] = "to-read",
	[STATE_READING] = "reading",
	[STATE_READ] = "read",
	[STATE_SKIPPED] = "skipped",
};

struct paper *batch_add(struct batch *b)
{
	vec_push_in(&b->arena, b, (struct paper){0});
	return &b->at[b->n - 1];
}

void batch_reset(struct batch *b)
{
	arena_reset(&b->arena);
	b->at = NULL;
	b->n = b->cap = 0;
}

void batch_release(struct batch *b)
{
	batch_reset(b);
	arena_release(&b->arena);
}

const struct link *paper_code(const struct paper *p)
{
	for (size_t i = 0; i < p->links.n; i++)
		if (p->links.at[i].kind == LINK_CODE)
			return &p->links.at[i];
	return NULL;
}
