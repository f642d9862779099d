#include "paper/tag.h"

const char *const tag_kind_names[TAG_KINDS] = {
	[TAG_DATASET] = "dataset",
	[TAG_METHOD] = "method",
};

const char *const tag_sort_names[TAG_SORTS] = {
	[TAG_NAME] = "name",
	[TAG_TECHNIQUE] = "technique",
};
