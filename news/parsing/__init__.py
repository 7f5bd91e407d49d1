"""Where hostile bytes are read: a pool of processes that the kernel can end."""
