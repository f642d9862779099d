/*
 * Answers of Semantic Scholar and OpenAlex of any bytes: every id is a canonical one, and clean.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "paper/paper_id.h"

#include "../../net/source/openalex.h"
#include "../../net/source/semantic_scholar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct strs *ids)
{
	for (size_t i = 0; i < ids->n; i++) {
		struct arena a = ARENA_INIT;
		const char *again = paper_id_read(str_of(ids->at[i]), &a, NULL);

		assert(utf8_valid(str_of(ids->at[i])));
		assert(again && !strcmp(again, ids->at[i]));
		arena_release(&a);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const asked[] = {"arxiv:2206.00001", "doi:10.1/a", "acl:2021.x-1.1"};
	struct str body = {(const char *)data, size};
	struct citations_vec papers = {0};
	struct strs works = {0}, found = {0};
	struct arena a = ARENA_INIT;

	if (semantic_scholar_read(body, asked, 3, &a, &papers, NULL) == 0)
		assert(papers.n == 3);
	for (size_t i = 0; i < papers.n; i++) {
		check(&papers.at[i].references);
		check(&papers.at[i].citing);
	}
	openalex_read_work(body, &a, &works, NULL);
	for (size_t i = 0; i < works.n; i++)
		assert(works.at[i][0] == 'W' && strspn(works.at[i] + 1, "0123456789") == strlen(works.at[i] + 1));
	openalex_read_list(body, &a, &found, NULL);
	check(&found);
	arena_release(&a);
	return 0;
}
