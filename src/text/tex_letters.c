#include "text/tex_table.h"

/* The runes that have a superscript form (up) or a subscript form (down). */
struct script {
	unsigned rune, up, down;
};

static const struct script scripts[] = {
	{'(', 0x207D, 0x208D}, {')', 0x207E, 0x208E}, {'*', '*', 0}, {'+', 0x207A, 0x208A},
	{'-', 0x207B, 0x208B}, {'0', 0x2070, 0x2080}, {'1', 0x00B9, 0x2081}, {'2', 0x00B2, 0x2082},
	{'3', 0x00B3, 0x2083}, {'4', 0x2074, 0x2084}, {'5', 0x2075, 0x2085}, {'6', 0x2076, 0x2086},
	{'7', 0x2077, 0x2087}, {'8', 0x2078, 0x2088}, {'9', 0x2079, 0x2089}, {'=', 0x207C, 0x208C},
	{'A', 0x1D2C, 0}, {'B', 0x1D2E, 0}, {'D', 0x1D30, 0}, {'E', 0x1D31, 0}, {'G', 0x1D33, 0},
	{'H', 0x1D34, 0}, {'I', 0x1D35, 0}, {'J', 0x1D36, 0}, {'K', 0x1D37, 0}, {'L', 0x1D38, 0},
	{'M', 0x1D39, 0}, {'N', 0x1D3A, 0}, {'O', 0x1D3C, 0}, {'P', 0x1D3E, 0}, {'R', 0x1D3F, 0},
	{'T', 0x1D40, 0}, {'U', 0x1D41, 0}, {'V', 0x2C7D, 0}, {'W', 0x1D42, 0},
	{'a', 0x1D43, 0x2090}, {'b', 0x1D47, 0}, {'c', 0x1D9C, 0}, {'d', 0x1D48, 0},
	{'e', 0x1D49, 0x2091}, {'f', 0x1DA0, 0}, {'g', 0x1D4D, 0}, {'h', 0x02B0, 0x2095},
	{'i', 0x2071, 0x1D62}, {'j', 0x02B2, 0x2C7C}, {'k', 0x1D4F, 0x2096}, {'l', 0x02E1, 0x2097},
	{'m', 0x1D50, 0x2098}, {'n', 0x207F, 0x2099}, {'o', 0x1D52, 0x2092}, {'p', 0x1D56, 0x209A},
	{'r', 0x02B3, 0x1D63}, {'s', 0x02E2, 0x209B}, {'t', 0x1D57, 0x209C}, {'u', 0x1D58, 0x1D64},
	{'v', 0x1D5B, 0x1D65}, {'w', 0x02B7, 0}, {'x', 0x02E3, 0x2093}, {'y', 0x02B8, 0},
	{'z', 0x1DBB, 0},
	{0x00B0, 0x00B0, 0},      /* degree */
	{0x03B2, 0x1D5D, 0x1D66}, /* beta */
	{0x03B3, 0x1D5E, 0x1D67}, /* gamma */
	{0x03B4, 0x1D5F, 0},      /* delta */
	{0x03B8, 0x1DBF, 0},      /* theta */
	{0x03C1, 0, 0x1D68},      /* rho */
	{0x03C6, 0x1D60, 0x1D69}, /* phi, both forms */
	{0x03C7, 0x1D61, 0x1D6A}, /* chi */
	{0x03D5, 0x1D60, 0x1D69},
	{0x2020, 0x2020, 0},      /* daggers stand high as they are */
	{0x2021, 0x2021, 0},
	{0x2032, 0x2032, 0},      /* prime */
	{0x2212, 0x207B, 0x208B}, /* minus */
	{0x2217, '*', 0},         /* \ast */
	{0x2218, 0x00B0, 0},      /* \circ: x^\circ is degrees */
	{0x22A4, 0x1D40, 0},      /* \top: the transpose */
	{0x22C6, 0x22C6, 0},      /* \star */
};

static const struct script *script_of(unsigned rune)
{
	size_t from = 0, to = sizeof scripts / sizeof *scripts;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (scripts[middle].rune == rune)
			return &scripts[middle];
		if (scripts[middle].rune < rune)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

unsigned tex_raised(unsigned rune)
{
	const struct script *s = script_of(rune);

	return s ? s->up : 0;
}

unsigned tex_lowered(unsigned rune)
{
	const struct script *s = script_of(rune);

	return s ? s->down : 0;
}

bool tex_is_script(unsigned rune)
{
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (rune >= 0x80 && (scripts[i].up == rune || scripts[i].down == rune))
			return true;
	return false;
}

unsigned tex_blackboard(unsigned rune)
{
	/* Those that Unicode had before the block of U+1D538, which leaves their places empty. */
	static const char early[] = "CHNPQRZ";
	static const unsigned early_runes[] = {
		0x2102, 0x210D, 0x2115, 0x2119, 0x211A, 0x211D, 0x2124,
	};
	const char *place = rune && rune < 0x80 ? strchr(early, (int)rune) : NULL;

	if (place)
		return early_runes[place - early];
	if (rune >= 'A' && rune <= 'Z')
		return 0x1D538 + (rune - 'A');
	if (rune >= 'a' && rune <= 'z')
		return 0x1D552 + (rune - 'a');
	if (rune >= '0' && rune <= '9')
		return 0x1D7D8 + (rune - '0');
	return rune;
}

bool tex_environment_math(struct str name)
{
	static const char *const environments[] = {
		"align", "aligned", "alignat", "array", "bmatrix", "cases", "displaymath",
		"eqnarray", "equation", "flalign", "gather", "gathered", "math", "matrix",
		"multline", "pmatrix", "smallmatrix", "split", "vmatrix",
	};

	if (str_ends(name, "*"))
		name.n--;
	for (size_t i = 0; i < sizeof environments / sizeof *environments; i++)
		if (str_eqz(name, environments[i]))
			return true;
	return false;
}
