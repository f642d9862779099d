#include "config/presets.h"

#include <string.h>

extern const char preset_newsboat[], preset_neomutt[]; /* made from presets/ */

static const struct {
	const char *name, *text;
} presets[] = {
	{"newsboat", preset_newsboat},
	{"neomutt", preset_neomutt},
};

const char *preset_name(size_t n)
{
	return n < sizeof presets / sizeof *presets ? presets[n].name : NULL;
}

const char *preset_find(const char *name)
{
	for (size_t i = 0; preset_name(i); i++)
		if (!strcmp(presets[i].name, name))
			return presets[i].text;
	return NULL;
}
