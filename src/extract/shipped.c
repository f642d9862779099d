#include "extract/shipped.h"

#define LIST(name)                                                                                 \
	extern const char list_##name[];                                                           \
	extern const size_t list_##name##_size
LIST(words);
LIST(datasets);
LIST(methods);
LIST(families);
LIST(evidence);
LIST(evidence_names);
#undef LIST

const struct shipped shipped[] = {
	{"words.tsv", list_words, &list_words_size},
	{"datasets.tsv", list_datasets, &list_datasets_size},
	{"methods.tsv", list_methods, &list_methods_size},
	{"families.rules", list_families, &list_families_size},
	{"evidence.tsv", list_evidence, &list_evidence_size},
	{"evidence-names.tsv", list_evidence_names, &list_evidence_names_size},
};

const size_t shipped_count = sizeof shipped / sizeof *shipped;
