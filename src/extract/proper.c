#include "extract/proper.h"

enum { LETTERS_LEAST = 3, LETTERS_MOST = 40, CAPITALS_LEAST = 4 };

bool proper_name(struct str name)
{
	size_t capitals = 0, small = 0;
	bool inner = false, numbered = false;

	if (name.n < LETTERS_LEAST || name.n > LETTERS_MOST)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!ch_alnum(c) && c != '-' && c != '+')
			return false;
		capitals += ch_upper(c);
		small += ch_lower(c);
		inner |= i && ch_upper(c) && ch_lower(name.p[i - 1]);
		numbered |= i && ch_digit(c) && ch_alpha(name.p[i - 1]);
	}
	return inner || (numbered && capitals && capitals + small > 1) || (capitals >= CAPITALS_LEAST && !small);
}
