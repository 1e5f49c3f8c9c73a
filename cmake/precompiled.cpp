// Gives the library that owns the precompiled header something to compile.
