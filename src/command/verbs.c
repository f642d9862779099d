#include "command/verbs.h"

#include <string.h>

/* In the order of the help. */
const struct verb *const verbs[] = {
	&verb_browse,
	&verb_import,
	&verb_fetch,
	&verb_code,
	&verb_list,
	&verb_show,
	&verb_related,
	&verb_extract,
	&verb_tag,
	&verb_tags,
	&verb_lists,
	&verb_note,
	&verb_mark,
	&verb_open,
	&verb_export,
	&verb_undo,
	&verb_log,
	&verb_backup,
	&verb_doctor,
	&verb_help,
	NULL,
};

const struct verb *verb_find(const char *name)
{
	const struct verb *found = NULL;
	size_t n = strlen(name), starts = 0;

	for (size_t i = 0; verbs[i]; i++) {
		if (!strcmp(verbs[i]->name, name))
			return verbs[i];
		if (n >= 2 && !strncmp(verbs[i]->name, name, n)) {
			found = verbs[i];
			starts++;
		}
	}
	return starts == 1 ? found : NULL;
}
