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
