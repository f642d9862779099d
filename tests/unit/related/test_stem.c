#include "../test.h"

#include "related/stem.h"

/* The pairs that Porter's article gives for each step, followed through to the end of the algorithm. */
static void stems_as_the_article_says(void **state)
{
	static const char *const pairs[][2] = {
		{"caresses", "caress"}, {"ponies", "poni"}, {"ties", "ti"}, {"cats", "cat"},
		{"feed", "feed"}, {"agreed", "agre"}, {"plastered", "plaster"}, {"bled", "bled"},
		{"motoring", "motor"}, {"sing", "sing"}, {"conflated", "conflat"},
		{"troubled", "troubl"}, {"sized", "size"}, {"hopping", "hop"}, {"tanned", "tan"},
		{"falling", "fall"}, {"hissing", "hiss"}, {"fizzed", "fizz"}, {"failing", "fail"},
		{"filing", "file"}, {"happy", "happi"}, {"sky", "sky"}, {"relational", "relat"},
		{"conditional", "condit"}, {"rational", "ration"}, {"digitizer", "digit"},
		{"radically", "radic"}, {"differently", "differ"}, {"vietnamization", "vietnam"},
		{"operator", "oper"}, {"feudalism", "feudal"}, {"decisiveness", "decis"},
		{"hopefulness", "hope"}, {"formality", "formal"}, {"sensitivity", "sensit"},
		{"triplicate", "triplic"}, {"formative", "form"}, {"electrical", "electr"},
		{"revival", "reviv"}, {"allowance", "allow"}, {"airliner", "airlin"},
		{"adjustable", "adjust"}, {"replacement", "replac"}, {"adoption", "adopt"},
		{"communism", "commun"}, {"effective", "effect"}, {"probate", "probat"},
		{"rate", "rate"}, {"cease", "ceas"}, {"controlling", "control"}, {"roll", "roll"},
		{"generalizations", "gener"}, {"oscillators", "oscil"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char word[32];
		size_t n = strlen(pairs[i][0]);

		memcpy(word, pairs[i][0], n);
		word[stem_word(word, n)] = 0;
		assert_string_equal(word, pairs[i][1]);
	}
}

static void leaves_names_alone(void **state)
{
	static const char *const words[] = {"cifar10", "is", "a", "naïves", "2022s"};

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char word[32];

		memcpy(word, words[i], strlen(words[i]) + 1);
		assert_int_equal(stem_word(word, strlen(word)), strlen(words[i]));
		assert_string_equal(word, words[i]);
	}
	assert_int_equal(stem_word((char[]){'x'}, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stems_as_the_article_says),
		cmocka_unit_test(leaves_names_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
