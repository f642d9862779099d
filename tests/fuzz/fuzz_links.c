/* Any text: what links_find gives may be opened, and is read as itself again. */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "extract/links.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_url(const char *url)
{
	size_t n = strlen(url);

	assert(n <= 2048);
	assert(!strncmp(url, "http://", 7) || !strncmp(url, "https://", 8));
	assert(!strpbrk(url, " \"'`<>{}\\^|"));
	for (size_t i = 0; i < n; i++)
		assert((unsigned char)url[i] > 0x20 && (unsigned char)url[i] < 0x7F);
}

static void check_link(const struct link *link, struct arena *a)
{
	struct link again;

	check_url(link->url);
	assert(*link->host && strstr(link->url, link->host));
	assert(!link->repo || strchr(link->repo, '/'));
	assert(links_read(str_of(link->url), FROM_USER, a, &again));
	assert(!strcmp(again.url, link->url));
	assert(again.kind == link->kind);
	assert(!again.repo == !link->repo && (!again.repo || !strcmp(again.repo, link->repo)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct link_vec links = {0};
	struct link link;
	struct str raw = {(const char *)data, size};

	links_find(raw, FROM_ABSTRACT, &a, &links);
	for (size_t i = 0; i < links.n; i++)
		check_link(&links.at[i], &a);
	if (links_read(raw, FROM_API, &a, &link))
		check_link(&link, &a);
	arena_release(&a);
	return 0;
}
