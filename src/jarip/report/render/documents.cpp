#include <array>

#include "jarip/report/render/document.hpp"

namespace jarip::report {

// Each beside the fields of its result.
extern const Document kAssessDocument;
extern const Document kCoalitionDocument;
extern const Document kCompareDocument;
extern const Document kDoctorDocument;
extern const Document kExplainDocument;
extern const Document kModelCalibrateDocument;
extern const Document kModelCheckDocument;
extern const Document kModelDiffDocument;
extern const Document kModelImportDocument;
extern const Document kModelInitDocument;
extern const Document kModelShowDocument;
extern const Document kModelSourcesDocument;
extern const Document kOnshoreDocument;
extern const Document kOriginDocument;
extern const Document kPlanDocument;
extern const Document kRackBomDocument;
extern const Document kRackCompareDocument;
extern const Document kRackDocument;
extern const Document kRackDrawDocument;
extern const Document kRackExportDocument;
extern const Document kRackImportDocument;
extern const Document kRackLossesDocument;
extern const Document kRackPlaceDocument;
extern const Document kRackScheduleDocument;
extern const Document kRackSiteDocument;
extern const Document kRackTypesDocument;
extern const Document kReportDocument;
extern const Document kRunsDocument;
extern const Document kStressDocument;
extern const Document kStressYearsDocument;
extern const Document kTradeComplexityDocument;
extern const Document kTradeConvertDocument;
extern const Document kTradeDependencyDocument;
extern const Document kTradeIndicatorsDocument;
extern const Document kTradeMirrorDocument;
extern const Document kTradeReconcileDocument;
extern const Document kTradeSpaceDocument;
extern const Document kTradeUnitValuesDocument;
extern const Document kTradeWatchDocument;
extern const Document kUncertainDocument;
extern const Document kUncertainFanDocument;
extern const Document kWhatIfDocument;

std::span<const Document* const> documents() {
    static constexpr std::array all{
        &kAssessDocument,
        &kCoalitionDocument,
        &kCompareDocument,
        &kDoctorDocument,
        &kExplainDocument,
        &kModelCalibrateDocument,
        &kModelCheckDocument,
        &kModelDiffDocument,
        &kModelImportDocument,
        &kModelInitDocument,
        &kModelShowDocument,
        &kModelSourcesDocument,
        &kOnshoreDocument,
        &kOriginDocument,
        &kPlanDocument,
        &kRackBomDocument,
        &kRackCompareDocument,
        &kRackDocument,
        &kRackDrawDocument,
        &kRackExportDocument,
        &kRackImportDocument,
        &kRackLossesDocument,
        &kRackPlaceDocument,
        &kRackScheduleDocument,
        &kRackSiteDocument,
        &kRackTypesDocument,
        &kReportDocument,
        &kRunsDocument,
        &kStressDocument,
        &kStressYearsDocument,
        &kTradeComplexityDocument,
        &kTradeConvertDocument,
        &kTradeDependencyDocument,
        &kTradeIndicatorsDocument,
        &kTradeMirrorDocument,
        &kTradeReconcileDocument,
        &kTradeSpaceDocument,
        &kTradeUnitValuesDocument,
        &kTradeWatchDocument,
        &kUncertainDocument,
        &kUncertainFanDocument,
        &kWhatIfDocument,
    };
    return all;
}

}  // namespace jarip::report
