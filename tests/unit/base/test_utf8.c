#include "../test.h"

#include "base/utf8.h"

/* The bytes of text as runes in hexadecimal, blanks between. */
static void decode_all(struct str s, char *out)
{
	size_t used;

	*out = 0;
	for (size_t i = 0; i < s.n; i += used) {
		out += snprintf(out, 16, "%s%X", i ? " " : "", utf8_decode(s.p + i, s.n - i, &used));
		assert_true(used >= 1 && i + used <= s.n);
	}
}

/* Broken sequences as in Unicode 15, section 3.9, tables 3-8 to 3-11: U+FFFD for each maximal subpart. */
static void decodes(void **state)
{
	static const struct {
		const char *bytes, *runes;
		bool valid;
	} rows[] = {
		{"A\xC3\xA4\xE2\x82\xAC\xF0\x9D\x92\x9C", "41 E4 20AC 1D49C", true},
		{"\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
			"7F 80 7FF 800 FFFF 10000 10FFFF", true},
		{"\xEF\xBF\xBD", "FFFD", true},
		{"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD 41", false},
		{"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41",
			"FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD 41", false},
		{"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "FFFD FFFD FFFD FFFD FFFD 41 FFFD FFFD 42", false},
		{"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "FFFD FFFD FFFD FFFD 41", false},
		{"\xC3", "FFFD", false},
		{"\xE2\x82", "FFFD", false},
		{"\xF5\x80", "FFFD FFFD", false},
	};
	char out[128];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		decode_all(str_of(rows[i].bytes), out);
		assert_string_equal(out, rows[i].runes);
		assert_int_equal(utf8_valid(str_of(rows[i].bytes)), rows[i].valid);
	}
}

static void every_rune_comes_back(void **state)
{
	char b[4];
	size_t used;

	(void)state;
	for (unsigned rune = 0; rune <= 0x10FFFF; rune++) {
		bool surrogate = rune >= 0xD800 && rune < 0xE000;
		size_t n = utf8_encode(rune, b);

		assert_int_equal(utf8_decode(b, n, &used), surrogate ? RUNE_BAD : rune);
		assert_int_equal(used, n);
		assert_int_equal(utf8_back((struct str){b, n}), n);
	}
	assert_int_equal(utf8_encode(0x110000, b), 3);
}

static void steps_back_over_one_rune(void **state)
{
	(void)state;
	assert_int_equal(utf8_back(STR_LIT("")), 0);
	assert_int_equal(utf8_back(STR_LIT("ab")), 1);
	assert_int_equal(utf8_back(STR_LIT("a\xE2\x82\xAC")), 3);
	assert_int_equal(utf8_back(STR_LIT("a\x80")), 1); /* the letter is not part of what is broken */
	assert_int_equal(utf8_back(STR_LIT("\x80\x80\x80\x80\x80")), 1);
	assert_int_equal(utf8_back(STR_LIT("\xC3\xA4\xA4")), 1);
}

static const char *through(void (*f)(struct str, struct strbuf *), const char *text, struct strbuf *out)
{
	strbuf_reset(out);
	f(str_of(text), out);
	return out->buf;
}

static void composes_and_folds(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	assert_string_equal(through(utf8_nfc, "e\xCC\x81", &sb), "\xC3\xA9");
	assert_string_equal(through(utf8_nfc, "ASCII", &sb), "ASCII");
	assert_string_equal(through(utf8_fold, "Rényi", &sb), "renyi");
	assert_string_equal(through(utf8_fold, "ﬁne STRASSE Straße", &sb), "fine strasse strasse");
	assert_string_equal(through(utf8_fold, "ÅNGSTRÖM", &sb), "angstrom");
	assert_string_equal(through(utf8_fold, "CIFAR-10", &sb), "cifar-10");
	assert_string_equal(through(utf8_fold, "Ｗｉｄｅ", &sb), "wide");
	strbuf_release(&sb);
}

static void knows_letters_of_any_script(void **state)
{
	(void)state;
	assert_true(rune_letter('a') && rune_letter(0x4E2D) && rune_letter(0x3B1) && !rune_letter('1'));
	assert_true(rune_upper('A') && rune_upper(0xC4) && !rune_upper('a') && !rune_upper(0x4E2D));
	assert_true(rune_lower(0xE4) && !rune_lower('A'));
	assert_true(rune_mark(0x301) && !rune_mark('a'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes),
		cmocka_unit_test(every_rune_comes_back),
		cmocka_unit_test(steps_back_over_one_rune),
		cmocka_unit_test(composes_and_folds),
		cmocka_unit_test(knows_letters_of_any_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
