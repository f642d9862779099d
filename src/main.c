#include <stdio.h>

int main(void)
{
	puts("carrel");
	return 0;
}
