#include "jarip/importing/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "jarip/core.hpp"

namespace jarip::importing {

MappedFile::MappedFile(std::string path) : name_{std::move(path)} {
    const int file = ::open(name_.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw Error{"E0002", name_, {{"path", name_}}};
    struct stat about {};
    const bool known = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    size_ = known ? static_cast<std::size_t>(about.st_size) : 0;
    void* data = size_ > 0 ? ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
    ::close(file);
    if (!known || data == MAP_FAILED) throw Error{"E0002", name_, {{"path", name_}}};
    if (data == nullptr) return;
    ::madvise(data, size_, MADV_SEQUENTIAL);
    data_ = static_cast<const char*>(data);
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : name_{std::move(other.name_)},
      data_{std::exchange(other.data_, nullptr)},
      size_{std::exchange(other.size_, 0)} {}

}  // namespace jarip::importing
