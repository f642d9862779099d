#include "target.h"

#include "base/url.h"
#include "base/utf8.h"
#include "pace.h"

/* In the order in which they are asked whether a word is theirs. */
static const struct source *const sources[] = {
	&source_category,
	&source_abs, /* before papers: its word holds an id, too */
	&source_paper,
	&source_query,
	&source_api_url,
	&source_rss,
	&source_oai,
	&source_list,
	&source_any_feed,
};

enum { SOURCES = sizeof sources / sizeof *sources };

static int unknown(const char *word, struct err *err)
{
	struct strbuf forms = STRBUF_INIT;
	int rc;

	for (size_t i = 0; i < SOURCES; i++)
		if (sources[i]->form)
			strbuf_addf(&forms, "%s%s", i ? ", " : "", sources[i]->form);
	rc = err_set(err, ERR_USAGE, "%.200s: no source that is known; known are %s, and files", word, forms.buf);
	strbuf_release(&forms);
	return rc;
}

int target_read(const char *word, struct arena *a, struct target *t, struct err *err)
{
	int rc = 0;

	*t = (struct target){0};
	if (!utf8_valid(str_of(word)))
		return err_set(err, ERR_USAGE, "%.200s: not UTF-8", word);
	for (size_t i = 0; rc == 0 && i < SOURCES; i++) {
		t->source = sources[i];
		rc = sources[i]->read(word, a, t, err);
	}
	if (rc == 0)
		return unknown(word, err);
	return rc < 0 ? rc : 0;
}

/* Their base addresses in the config. */
static const char *const addresses[SERVICES] = {
	[SERVICE_API] = "endpoint.arxiv_api",
	[SERVICE_RSS] = "endpoint.arxiv_rss",
	[SERVICE_OAI] = "endpoint.arxiv_oai",
	[SERVICE_WWW] = "endpoint.arxiv_www",
	[SERVICE_SCHOLAR] = "endpoint.semantic_scholar",
	[SERVICE_OPENALEX] = "endpoint.openalex",
	[SERVICE_GITHUB_API] = "endpoint.github_api",
	[SERVICE_GITHUB_WWW] = "endpoint.github_www",
	[SERVICE_GITLAB] = "endpoint.gitlab",
	[SERVICE_BITBUCKET] = "endpoint.bitbucket",
	[SERVICE_HUGGINGFACE] = "endpoint.huggingface",
};

static int group_of(const char *url)
{
	struct arena a = ARENA_INIT;
	struct url u;
	int group = pace_group(url_parse(&u, str_of(url), &a, NULL) == 0 ? u.host : "");

	arena_release(&a);
	return group;
}

void places_read(struct places *p, const struct config *c)
{
	for (int s = 0; s < SERVICES; s++) {
		if (!addresses[s]) {
			p->base[s] = "";
			p->group[s] = -1;
			p->endpoint[s] = false;
			continue;
		}
		p->base[s] = config_text(c, addresses[s]);
		p->endpoint[s] = config_is_set(c, addresses[s]);
		p->group[s] = group_of(option_find(addresses[s])->fallback);
		if (p->endpoint[s] && !config_flag(c, "fetch.pace"))
			p->group[s] = pace_own(p->group[s]);
	}
}

void places_stand_in(const struct places *p, struct http *h)
{
	for (int s = 0; s < SERVICES; s++)
		if (p->endpoint[s])
			http_stand_in(h, option_find(addresses[s])->fallback, p->base[s]);
}

int places_group(const struct places *p, enum service service, const char *url)
{
	return p->group[service] < 0 ? group_of(url) : p->group[service];
}
