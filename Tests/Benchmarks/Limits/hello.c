/* hello: the least that a program can do. Starting it is the limit for starting anything. */
#include <stdio.h>

int main(void) {
    puts("hello");
    return 0;
}
