// Calls about the process itself that Swift cannot make, since they take a variable number of arguments or stand in no
// header that Swift reads. Each answers -1, with errno set, where the kernel refuses.
#ifndef CPROCESS_H
#define CPROCESS_H

// Nobody else of the same user may look into this process's memory, and no core dump is written of it.
int cprocess_refuse_tracing(void);

// Nothing that this process starts can gain rights that it has not.
int cprocess_refuse_privileges(void);

// A descriptor that becomes readable when the process of this number ends.
int cprocess_open_process(int process);

// How many columns the terminal at this descriptor shows, or 0 where that is not known.
int cprocess_columns(int descriptor);

// How many processors this process may use.
int cprocess_processors(void);

// Large blocks of memory go back to the system as soon as they are given back, however many of them there were.
void cprocess_return_large_blocks(void);

#endif
