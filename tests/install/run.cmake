# Installs a build into a temporary folder, moves the folder, builds and runs the consumer with it.
#
#   cmake -D build=… -D consumer=… -D compiler=… -P run.cmake

set(folder "${build}/install-test")
file(REMOVE_RECURSE "${folder}")

function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        list(JOIN ARGV " " command)
        message(FATAL_ERROR "${command}\n${output}\nexit code ${result}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

run("${CMAKE_COMMAND}" --install "${build}" --prefix "${folder}/installed")
file(RENAME "${folder}/installed" "${folder}/moved")
run("${CMAKE_COMMAND}" -S "${consumer}" -B "${folder}/build" -G Ninja
    "-DCMAKE_PREFIX_PATH=${folder}/moved" "-DCMAKE_CXX_COMPILER=${compiler}" -DCMAKE_BUILD_TYPE=Release)
run("${CMAKE_COMMAND}" --build "${folder}/build")
run("${folder}/build/consumer")
message("the consumer printed ${output}")
if(EXISTS "${folder}/moved/bin/jarip")
    run("${folder}/moved/bin/jarip" --version)
    message("${output}")
endif()
