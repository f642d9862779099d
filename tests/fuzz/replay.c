/*
 * replay - runs a fuzz target over its kept inputs (tests/fuzz/seeds/NAME/) without a fuzzer, as part of
 * make check; with a fuzzing build libFuzzer has the main function instead.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
	static uint8_t data[1 << 20];
	FILE *f = fopen(path, "rb");
	uint8_t *copy;
	size_t n;

	if (!f) {
		perror(path);
		return 1;
	}
	n = fread(data, 1, sizeof data, f);
	fclose(f);
	copy = malloc(n ? n : 1); /* of the exact size, so that a sanitizer sees a read past the end */
	memcpy(copy, data, n);
	LLVMFuzzerTestOneInput(copy, n);
	free(copy);
	return 0;
}

int main(int argc, char **argv)
{
	const char *top = getenv("TOP_SRCDIR"), *name = strrchr(argv[0], '/');
	char folder[3072], path[4096];
	struct dirent *e;
	int bad = 0, n = 0;
	DIR *d;

	(void)argc;
	snprintf(folder, sizeof folder, "%s/tests/fuzz/seeds/%s", top ? top : ".", name ? name + 1 : argv[0]);
	d = opendir(folder);
	if (!d) {
		perror(folder);
		return 1;
	}
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		bad |= run_file(path);
		n++;
	}
	closedir(d);
	printf("%d inputs replayed\n", n);
	return bad || !n;
}
