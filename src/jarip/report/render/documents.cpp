#include <array>

#include "jarip/report/render/document.hpp"

namespace jarip::report {

// Each beside the fields of its result.
extern const Document kAssessDocument;
extern const Document kModelDiffDocument;
extern const Document kModelShowDocument;
extern const Document kModelSourcesDocument;
extern const Document kOnshoreDocument;
extern const Document kOriginDocument;
extern const Document kPlanDocument;
extern const Document kStressDocument;

std::span<const Document* const> documents() {
    static constexpr std::array all{
        &kAssessDocument,  &kModelDiffDocument, &kModelShowDocument, &kModelSourcesDocument,
        &kOnshoreDocument, &kOriginDocument,    &kPlanDocument,      &kStressDocument,
    };
    return all;
}

}  // namespace jarip::report
