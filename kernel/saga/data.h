#pragma once

// Data: one value of a described struct whose type is known only at run time: the input and the
// state of an instance, the payload of a signal. Stored as JSON.

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/describe.h"

namespace sangam::saga {

struct DataType {
  const Type* type = nullptr;
  // A fresh value, or a copy of another.
  std::shared_ptr<void> (*make)(const void* other) = nullptr;
};

template <Described T>
constexpr DataType data_type() {
  return {&type_of<T>, [](const void* other) -> std::shared_ptr<void> {
            return other ? std::make_shared<T>(*static_cast<const T*>(other))
                         : std::make_shared<T>();
          }};
}

// A value type: copies are deep. Used by one coroutine at a time.
class Data {
 public:
  Data() = default;
  // A value as its type makes it.
  explicit Data(DataType type) : type_(type), value_(type.make(nullptr)) {}
  Data(const Data& other)
      : type_(other.type_), value_(other.value_ ? type_.make(other.value_.get()) : nullptr) {}
  Data& operator=(const Data& other) {
    Data copy(other);
    return *this = std::move(copy);
  }
  Data(Data&&) noexcept = default;
  Data& operator=(Data&&) noexcept = default;
  ~Data() = default;

  // Members that the struct does not know are left out: a newer version may have written more. The
  // error is a sentence for people. O(bytes).
  static std::expected<Data, std::string> parse(DataType type, std::string_view json);
  std::string json() const;

  // Asserts that T is the declared type.
  template <Described T>
  T& as() {
    SANGAM_ASSERT(type_.type == &type_of<T>);
    return *static_cast<T*>(value_.get());
  }
  template <Described T>
  const T& as() const {
    SANGAM_ASSERT(type_.type == &type_of<T>);
    return *static_cast<const T*>(value_.get());
  }

 private:
  DataType type_;
  std::shared_ptr<void> value_;  // shared by nobody; it knows how to delete
};

}  // namespace sangam::saga
