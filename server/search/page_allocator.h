// Memory for what is large and stays: in pages of its own, which a heap would round up by a tenth, and which go back at once.
#pragma once
#include <sys/mman.h>
#include <cstddef>
#include <new>

namespace backfile::search {

/// For containers that are filled once. Small ones are the heap's.
template <class T>
struct PageAllocator {
  using value_type = T;
  PageAllocator() = default;
  template <class Other>
  explicit PageAllocator(const PageAllocator<Other>& /*other*/) {}

  T* allocate(std::size_t size) {
    if (!is_large(size)) return static_cast<T*>(::operator new(size * sizeof(T)));
    void* const pages = ::mmap(nullptr, size * sizeof(T), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    return static_cast<T*>(pages);
  }
  void deallocate(T* at, std::size_t size) {
    if (is_large(size))
      ::munmap(at, size * sizeof(T));
    else
      ::operator delete(at);
  }
  bool operator==(const PageAllocator&) const = default;

 private:
  static constexpr std::size_t kFewestBytes = 32 * 1024;  // eight pages, of which half a one is wasted
  static bool is_large(std::size_t size) { return size * sizeof(T) >= kFewestBytes; }
};

}  // namespace backfile::search
