"""Machine code of whole epochs, made from a traced step by LLVM."""
