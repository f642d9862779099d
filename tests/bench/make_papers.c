/*
 * make_papers N < listing: N made papers as JSON lines, the same ones every time.
 *
 * Sentences are drawn from the abstracts of a listing (three lines a paper) and some of their words are replaced
 * by made ones, so that words follow a long-tailed distribution as they do in real abstracts.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCES_MOST = 4096, LINE_MOST = 8192, RARE_WORDS = 200000 };

static uint64_t state = 20261123;

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint32_t draw(uint32_t below)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	z ^= z >> 31;
	return (uint32_t)(((z >> 32) * below) >> 32);
}

static char *sentences[SENTENCES_MOST];
static uint32_t sentences_n;

static void read_sentences(void)
{
	static char line[LINE_MOST];
	char *from, *end;

	for (int n = 0; fgets(line, sizeof line, stdin); n++) {
		if (n % 3 != 2)
			continue;
		for (from = line; (end = strstr(from, ". ")) && sentences_n < SENTENCES_MOST; from = end + 2)
			sentences[sentences_n++] = strndup(from, (size_t)(end - from));
	}
	if (!sentences_n) {
		fputs("no listing on standard input\n", stderr);
		exit(2);
	}
}

/* A made word of two to four syllables; small numbers are drawn far more often. */
static void put_rare(void)
{
	static const char *const syllables[] = {"ba", "cor", "den", "fi", "gra", "hel", "jo", "ka", "lin", "mor",
		"nu", "pra", "que", "ris", "sta", "tel", "ul", "ven", "wor", "zy"};
	uint32_t n = draw(draw(draw(RARE_WORDS) + 1) + 1) + 20;

	for (; n; n /= 20)
		fputs(syllables[n % 20], stdout);
}

static void put_text(const char *text)
{
	for (; *text; text++) {
		if (*text == ' ' && draw(8) == 0) {
			putchar(' ');
			put_rare();
		}
		if (*text == '"' || *text == '\\')
			putchar('\\');
		if ((unsigned char)*text >= ' ')
			putchar(*text);
	}
}

static void put_name(void)
{
	static const char *const given[] = {"Ada", "Bo", "Chen", "Dana", "Emil", "Fatima", "Goro", "Hana", "Ivan",
		"Jun", "Kofi", "Lena", "Mei", "Nils", "Omar", "Priya"};

	printf("\"%s ", given[draw(16)]);
	put_rare();
	printf(" %c\"", 'A' + (char)draw(26));
}

static void put_paper(uint32_t n)
{
	static const char *const categories[] = {"cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML", "cs.RO"};
	uint32_t month = n / 20000, authors = 2 + draw(5), length = 5 + draw(5);
	uint32_t year = 2007 + month / 12;

	month = month % 12 + 1;
	printf("{\"id\":\"arxiv:%02" PRIu32 "%02" PRIu32 ".%05" PRIu32 "\",\"title\":\"", year % 100, month, n % 20000);
	for (uint32_t i = 0; i < 6; i++) {
		if (i)
			putchar(' ');
		put_rare();
	}
	printf("\",\"authors\":[");
	for (uint32_t i = 0; i < authors; i++) {
		if (i)
			putchar(',');
		put_name();
	}
	printf("],\"date\":\"%" PRIu32 "-%02" PRIu32 "-%02" PRIu32 "\",\"categories\":[\"%s\"],\"abstract\":\"", year,
		month, 1 + draw(28), categories[draw(6)]);
	for (uint32_t i = 0; i < length; i++) {
		put_text(sentences[draw(sentences_n)]);
		fputs(". ", stdout);
	}
	if (draw(3) == 0)
		printf("Code: https://github.com/lab%" PRIu32 "/repo%" PRIu32 ".", draw(5000), n);
	printf("\"}\n");
}

int main(int argc, char **argv)
{
	uint32_t n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1000;

	read_sentences();
	for (uint32_t i = 0; i < n; i++)
		put_paper(i);
	return 0;
}
