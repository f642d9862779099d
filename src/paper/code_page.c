#include "paper/code_page.h"

#include <string.h>

static const char *const hosts[] = {"github.com", "gitlab.com", "bitbucket.org", "huggingface.co"};

bool code_page_host(const char *host)
{
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		if (host && !strcmp(hosts[i], host))
			return true;
	return false;
}

/* Of Hugging Face; models have none. */
static const char *const folders[] = {"datasets/", "spaces/"};
enum { FOLDERS = sizeof folders / sizeof *folders };

static bool has_folders(const char *host)
{
	return host && !strcmp(host, "huggingface.co");
}

/* The library knows the same rule in SQL (library/store.h). */
const char *code_page_repo(const struct link *link, struct arena *a)
{
	for (size_t i = 0; i < FOLDERS && has_folders(link->host); i++)
		if (strstr(link->url, arena_printf(a, "/%s%s", folders[i], link->repo)))
			return arena_printf(a, "%s%s", folders[i], link->repo);
	return link->repo;
}

const char *code_page_name(const char *host, const char *repo)
{
	for (size_t i = 0; i < FOLDERS && has_folders(host); i++)
		if (str_starts(str_of(repo), folders[i]))
			return repo + strlen(folders[i]);
	return repo;
}
