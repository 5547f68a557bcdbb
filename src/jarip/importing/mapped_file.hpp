/// A file's bytes where the system keeps them: tables of several gigabytes are read without a copy.
#pragma once

#include <string>
#include <string_view>

namespace jarip::importing {

class MappedFile {
public:
    /// errors  E0002 if it cannot be read, or is no regular file
    explicit MappedFile(std::string path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    MappedFile& operator=(MappedFile&&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string_view text() const { return {data_, size_}; }

private:
    std::string name_;
    const char* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace jarip::importing
