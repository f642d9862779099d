#include "related/stopwords.h"

#include <stdlib.h>

/* In the order of their bytes. */
static const char *const stopwords[] = {
	"a", "about", "above", "achieve", "achieved", "achieves", "achieving", "across",
	"addition", "additionally", "address", "addresses", "after", "again", "against", "aim",
	"aims", "all", "allow", "allowing", "allows", "almost", "along", "already", "also",
	"although", "always", "am", "among", "an", "and", "another", "any", "approach",
	"approaches", "are", "around", "as", "at", "available", "away", "back", "based", "be",
	"became", "because", "become", "becomes", "been", "before", "behind", "being", "below",
	"between", "beyond", "both", "but", "by", "called", "can", "cannot", "com", "compared",
	"consider", "considered", "contrast", "contribution", "contributions", "could", "current",
	"currently", "demonstrate", "demonstrated", "demonstrates", "demonstrating", "develop",
	"developed", "did", "different", "do", "does", "doing", "done", "down", "due", "during",
	"each", "effective", "effectively", "effectiveness", "either", "else", "enable", "enables",
	"enabling", "enough", "especially", "etc", "even", "ever", "every", "existing",
	"experiment", "experimental", "experiments", "extensive", "extensively", "few", "finally",
	"find", "findings", "first", "focus", "for", "from", "further", "furthermore", "get",
	"github", "give", "given", "gives", "had", "has", "have", "having", "he", "hence", "her",
	"here", "hers", "herself", "him", "himself", "his", "how", "however", "http", "https", "i",
	"if", "in", "include", "includes", "including", "indeed", "instead", "into", "introduce",
	"introduced", "introduces", "introducing", "investigate", "is", "it", "its", "itself",
	"just", "known", "last", "least", "less", "like", "made", "mainly", "make", "makes",
	"many", "may", "me", "method", "methods", "might", "more", "moreover", "most", "much",
	"must", "my", "myself", "namely", "near", "neither", "never", "nevertheless", "new",
	"next", "no", "nor", "not", "nothing", "novel", "now", "obtain", "obtained", "of", "off",
	"often", "on", "once", "one", "only", "onto", "or", "other", "others", "otherwise", "our",
	"ours", "ourselves", "out", "outperform", "outperforming", "outperforms", "over",
	"overall", "own", "paper", "papers", "particular", "particularly", "per", "performance",
	"perhaps", "present", "presented", "presents", "previous", "previously", "prior",
	"proposal", "propose", "proposed", "proposes", "proposing", "provide", "provided",
	"provides", "providing", "publicly", "quite", "rather", "really", "recent", "recently",
	"require", "required", "requires", "respectively", "result", "resulting", "results",
	"same", "see", "seem", "seems", "several", "shall", "she", "should", "show", "showed",
	"showing", "shown", "shows", "significant", "significantly", "simple", "since", "so",
	"some", "something", "sometimes", "specifically", "still", "studied", "study", "such",
	"suggest", "suggests", "superior", "than", "that", "the", "their", "theirs", "them",
	"themselves", "then", "there", "thereby", "therefore", "these", "they", "this", "those",
	"though", "three", "through", "throughout", "thus", "to", "together", "too", "toward",
	"towards", "two", "under", "unless", "until", "up", "upon", "us", "use", "used", "useful",
	"uses", "using", "various", "verify", "very", "via", "was", "we", "well", "were", "what",
	"when", "where", "whereas", "whether", "which", "while", "who", "whom", "whose", "why",
	"widely", "will", "with", "within", "without", "work", "works", "would", "yet", "yield",
	"yields", "you", "your", "yours", "yourself",
};

static int compare(const void *word, const void *entry)
{
	return str_cmp(*(const struct str *)word, str_of(*(const char *const *)entry));
}

bool is_stopword(struct str word)
{
	return bsearch(&word, stopwords, sizeof stopwords / sizeof *stopwords, sizeof *stopwords, compare);
}
